// A page in a browser that has WebMCP: tools for agents are registered on `document.modelContext`.

/** Put on the page before the SDK: `register` registers a tool, `call` calls one as an agent does. What is registered is noted. */
export const withTools = (): void => {
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
}
