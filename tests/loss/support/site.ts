// The site that a visitor is on: one page with an SDK on it, and one without. It stays up whatever happens to the collector.
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { basename, dirname, join } from 'node:path'
import { arrayJs, type Sdk } from '../../e2e/support/env.ts'
import { OFF } from '../../e2e/support/off.ts'
import { toSource } from '../../e2e/support/source.ts'
import { listen } from './http.ts'

export interface Described {
  sdk: Sdk
  api: string
  /** Options of `init` beside the base. */
  options: Record<string, unknown>
  /** Runs on the page before the SDK is there. */
  before: string
}

export class Site {
  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(described: Described): Promise<Site> {
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://site')
      const file = join(dirname(arrayJs(described.sdk)), basename(pathname))
      if (pathname.endsWith('.js') && existsSync(file)) return response.writeHead(200, { 'content-type': 'text/javascript' }).end(readFileSync(file))
      return response.writeHead(200, { 'content-type': 'text/html' }).end(pathname === '/page' ? page(described) : ELSEWHERE)
    })
    return new Site(server, await listen(server))
  }

  stop(): Promise<void> {
    this.server.closeAllConnections()
    return new Promise((done) => this.server.close(() => done()))
  }
}

const ELSEWHERE = '<!doctype html><meta charset="utf-8"><title>elsewhere</title><p>Nothing is captured here.</p>'

/** The queues are as each SDK sets them; what is not about delivery is off. */
function page({ api, options, before }: Described): string {
  const all = { api_host: api, ...OFF, opt_out_useragent_filter: true, ...options }
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>page</title>
<script>${before}</script>
<script src="/array.js"></script>
<script>posthog.init('phc_loss', ${toSource(all)})</script>
</head><body><p>page</p></body></html>`
}
