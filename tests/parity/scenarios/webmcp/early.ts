import { scenario, wait } from '../../support/scenario.ts'

declare const register: (...all: unknown[]) => unknown
declare const call: (name: string, ...args: unknown[]) => any

export default scenario('a tool that is registered at once', {
  page: {
    config: { capture_webmcp: true },
    before: () => {
      const tools: Record<string, any> = {}
      const shown = (schema: any) => JSON.stringify(schema, (key, value) => (key === 'description' ? typeof value : value))
      ;(document as any).modelContext = {
        registerTool(tool: any, ...rest: unknown[]) {
          note('registered', tool && tool.name, shown(tool && tool.inputSchema), rest.length)
          if (tool && tool.name) tools[tool.name] = tool
          return 'registered'
        },
      }
      ;(window as any).call = (name: string, ...args: unknown[]) => tools[name].execute(...args)
      ;(window as any).register = (...args: unknown[]) => (document as any).modelContext.registerTool(...args)
    },
    after: () => void register({ name: 'early', execute: (input: any) => JSON.stringify(input) }),
  },
  steps: [
    wait('1s'),
    () => call('early', { context: 'why', a: 1 }),
    wait('4s'),
  ],
})
