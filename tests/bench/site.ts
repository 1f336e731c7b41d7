// An empty page, the two scripts, and a server that takes events and counts their bytes.
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { arrayJs, type Sdk } from '../e2e/support/env.ts'

export class Site {
  /** Bytes of bodies that came in. */
  received = 0

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<Site> {
    const server = createServer()
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const site = new Site(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    const scripts = new Map<string, Buffer>((['prickle', 'posthog'] satisfies Sdk[]).map((sdk) => [`/${sdk}.js`, readFileSync(arrayJs(sdk))]))
    server.on('request', (request, response) => {
      const { pathname } = new URL(request.url ?? '/', site.url)
      request.on('data', (chunk: Buffer) => (site.received += chunk.length))
      request.on('end', () => {
        const script = scripts.get(pathname)
        const type = script ? 'text/javascript' : request.method === 'POST' ? 'application/json' : 'text/html'
        const body = script ?? (request.method === 'POST' ? '{"status":"Ok"}' : '<!doctype html><title>bench</title><p>bench</p>')
        response.writeHead(200, { 'content-type': type }).end(body)
      })
    })
    return site
  }

  stop(): Promise<void> {
    this.server.closeAllConnections()
    return new Promise((done) => this.server.close(() => done()))
  }
}
