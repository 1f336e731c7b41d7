// The site under measurement: one small HTTP server per worker. Any path answers the page that the test last described.
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, join } from 'node:path'
import { arrayJs, prickleDist, root, trapDist, type Sdk } from './env.ts'
import { bundleOf, slimBundle, slimWasm } from './consumer.ts'
import { snippet } from './snippet.ts'
import { toSource } from './source.ts'

/** By script tag, from npm with everything inlined, from npm with the core in a file of its own, or as the package's module itself (the last two
 *  prickle only). */
export type Delivery = 'script' | 'npm' | 'slim' | 'module'

export interface PageShape {
  /** `trap`: the build of prickle that traps on command. */
  sdk: Sdk | 'trap'
  delivery: Delivery
  token: string
  /** Options of `init`; functions allowed. `null`: the page does not call `init`. */
  config: Record<string, unknown> | null
  /** Runs in the page, in the same script, right after `init`; with the snippet, that is before the SDK is there. */
  after?: (() => void) | undefined
  /** Runs before anything else of the page. */
  before?: (() => void) | undefined
  html?: string | undefined
  /** Goes first into the head. */
  head?: string | undefined
  /** How the page is encoded, if not in UTF-8; it is all ASCII. */
  charset?: string | undefined
}

export class Site {
  private shape: PageShape | null = null

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async start(): Promise<Site> {
    const server = createServer()
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const site = new Site(server, (server.address() as AddressInfo).port)
    server.on('request', (request, response) => {
      const [type, body] = site.answer(new URL(request.url ?? '/', 'http://site').pathname)
      response.writeHead(body === null ? 404 : 200, { 'content-type': type, 'cache-control': 'no-store', 'access-control-allow-origin': '*' }).end(body)
    })
    return site
  }

  stop(): Promise<void> {
    this.server.closeAllConnections()
    return new Promise((done) => this.server.close(() => done()))
  }

  describe(shape: PageShape | null): void {
    this.shape = shape
  }

  private answer(path: string): [string, string | Buffer | null] {
    // Without a charset the page's encoding counts.
    const script = 'text/javascript'
    if (path === '/sdk/prickle/array.js') return [script, readFileSync(arrayJs('prickle'))]
    if (/^\/sdk\/prickle\/(module|signals|web-experiments|nowasm|nowasm-signals)\.js$/.test(path)) return [script, readFileSync(join(prickleDist, basename(path)))]
    if (path === '/sdk/trap/array.js' || path === '/sdk/trap/signals.js') return [script, readFileSync(join(trapDist, basename(path)))]
    if (path === '/sdk/posthog/array.js') return [script, readFileSync(arrayJs('posthog'))]
    if (path === '/consumer/prickle.js' || path === '/consumer/posthog.js') {
      return [script, readFileSync(bundleOf(path.includes('prickle') ? 'prickle' : 'posthog'))]
    }
    if (path === '/consumer/slim.js') return [script, readFileSync(slimBundle)]
    if (path === '/consumer/prickle.wasm') return ['application/wasm', readFileSync(slimWasm)]
    if (path === '/zone.js') return [script, readFileSync(join(root, 'node_modules/zone.js/bundles/zone.umd.js'))]
    if (path === '/favicon.ico') return ['text/plain', null]
    return ['text/html', page(path, this.shape)]
  }
}

function page(path: string, shape: PageShape | null): string {
  const title = `<meta charset="${shape?.charset ?? 'utf-8'}"><title>Page ${path}</title>`
  if (!shape) return `<!doctype html><html><head>${title}</head><body>plain</body></html>`
  const before = shape.before ? `<script>(${shape.before.toString()})()</script>` : ''
  const init = shape.config === null ? '' : `posthog.init(${JSON.stringify(shape.token)}, ${toSource(shape.config)});`
  const after = shape.after ? `(${shape.after.toString()})();` : ''
  const start = `<script>window.start = function (posthog) { ${init}\n${after} }</script>`
  const sdk = {
    script: `<script>${snippet(`/sdk/${shape.sdk}/array.js`)}\n${init}\n${after}</script>`,
    npm: `${start}<script defer src="/consumer/${shape.sdk}.js"></script>`,
    slim: `${start}<script type="module" src="/consumer/slim.js"></script>`,
    module: `${start}<script type="module">import posthog from '/sdk/prickle/module.js'; window.posthog = posthog; window.start(posthog)</script>`,
  }[shape.delivery]
  return `<!doctype html><html><head>${title}${shape.head ?? ''}${before}${sdk}</head><body>${shape.html ?? '<p>hello</p>'}</body></html>`
}
