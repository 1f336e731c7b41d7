// The fixtures of this ring: those of the e2e ring, and with them what a page is told before it starts, and what the browser complains of.
import { test as base } from '../../e2e/support/fixtures.ts'
import type { Served } from './process.ts'

export { eventually, expect, type App, type Page } from '../../e2e/support/fixtures.ts'

interface Fixtures {
  /** Options of `init` beside the quiet ones. */
  options: Record<string, unknown>
  /** What the browser complained of, and what was asked of hosts that are not of the test. A test that expects some takes it out. */
  complaints: string[]
  /** Stops the server when the test is over. */
  during: (server: Served | Promise<Served>) => Promise<Served>
}

export const test = base.extend<Fixtures>({
  options: [{}, { option: true }],
  complaints: async ({ context, site }, use) => {
    const complaints: string[] = []
    context.on('console', (message) => {
      const { url } = message.location()
      // The plain page to which a visit leaves is not of the app.
      if (url.startsWith(`http://127.0.0.1:${site.port}/`)) return
      if (['error', 'warning'].includes(message.type())) complaints.push(`console ${message.type()}: ${message.text()} (${url})`)
    })
    context.on('weberror', (error) => complaints.push(`uncaught: ${String(error.error())}`))
    context.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url())
      if (protocol.startsWith('http') && hostname !== '127.0.0.1') complaints.push(`request: ${request.url()}`)
    })
    await use(complaints)
  },
  app: async ({ app, context, complaints, options }, use) => {
    // The collector is another at each run, so pages learn of it when they start instead of when they are built.
    await context.addInitScript(
      (settings) => {
        Object.assign(window, { settings })
        addEventListener('securitypolicyviolation', (event) => {
          console.error(`policy: ${event.violatedDirective} refuses ${event.blockedURI}`)
        })
      },
      { token: app.token, options: app.quiet(options) },
    )
    await use(app)
    if (complaints.length > 0) throw new Error(`the browser complained:\n${complaints.join('\n')}`)
  },
  during: async ({ context }, use) => {
    const started: Served[] = []
    await use(async (server) => {
      started.push(await server)
      return server
    })
    // Pages go first: what is still on its way to one that stays open, a script that is loaded later, would be cut off.
    for (const page of context.pages()) await page.close()
    for (const server of started) await server.stop()
  },
})
