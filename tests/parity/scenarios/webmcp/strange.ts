import { scenario, wait } from '../../support/scenario.ts'

declare const register: (...all: unknown[]) => unknown
declare const call: (name: string, ...args: unknown[]) => any

export default scenario('what is no tool is left to the page', {
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
  },
  steps: [
    wait('1s'),
    () => [register(undefined), register(null), register('text'), register({ name: 'none' }), register({ name: 'no', execute: 5 })],
    () => register(Object.freeze({ name: 'frozen', execute: () => 'fine' })),
    () => call('frozen', { context: 'x' }),
    () =>
      register({
        name: 'getter',
        get inputSchema() {
          throw new Error('no')
        },
        execute: () => 'fine',
      }),
    () => call('getter', { context: 'x' }),
    () =>
      register(
        new (class {
          name = 'class'
          secret = 5
          execute() {
            return this.secret
          }
        })(),
      ),
    () => call('class', { context: 'x' }),
    () => call('frozen', 'text'),
    () => call('frozen'),
    wait('4s'),
  ],
})
