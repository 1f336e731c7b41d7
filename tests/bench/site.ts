// The pages, the two scripts, and a server that answers as PostHog does to a small project, takes events and counts their bytes.
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { arrayJs, type Sdk } from '../e2e/support/env.ts'
import { snippet } from '../e2e/support/snippet.ts'

/** What most projects have: flags, autocapture, and none of what is loaded besides. */
const CONFIG = {
  token: 'phc_bench',
  supportedCompression: ['gzip', 'gzip-js'],
  hasFeatureFlags: true,
  captureDeadClicks: false,
  capturePerformance: { network_timing: false, web_vitals: false, web_vitals_allowed_metrics: null },
  autocapture_opt_out: false,
  autocaptureExceptions: false,
  analytics: { endpoint: '/i/v0/e/' },
  elementsChainAsString: true,
  errorTracking: { autocaptureExceptions: false, suppressionRules: [] },
  sessionRecording: false,
  heatmaps: false,
  conversations: false,
  surveys: false,
  productTours: false,
  logs: { captureConsoleLogs: false },
  defaultIdentifiedOnly: true,
  siteApps: [],
}

const flag = (key: string, variant?: string): object => ({
  key,
  enabled: true,
  variant,
  reason: { code: 'condition_match', condition_index: 0, description: 'Matched condition set 1' },
  metadata: { id: key.length, version: 3, description: null, payload: null },
})

const FLAGS = {
  flags: Object.fromEntries(['checkout', 'search', 'beta', 'banner', 'theme'].map((key, i) => [key, flag(key, i % 2 ? 'test' : undefined)])),
  errorsWhileComputingFlags: false,
  requestId: 'e1b6a1de-7c5e-4f0e-9f0a-7d7a1b7c9d11',
  evaluatedAt: 1_795_000_000_000,
}

const row = (i: number): string =>
  `<li class="row ${i % 2 ? 'odd' : 'even'}" data-row="${i}"><div class="cell"><span class="name">Item ${i}</span><a href="/items/${i}">open</a></div></li>`

/** As pages are built: the snippet in the head, which loads the script beside the page, `init` behind it, something to see. */
const loading = (sdk: string): string => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>bench</title>
<script>${snippet(`/${sdk}.js`)}
posthog.init('phc_bench', { api_host: location.origin, opt_out_useragent_filter: true })</script>
</head><body><main><h1>Items</h1><ul>${Array.from({ length: 20 }, (_, i) => row(i)).join('')}</ul></main></body></html>`

export class Site {
  /** Bytes of bodies that came in. */
  received = 0
  /** The paths that were asked for. */
  asked: string[] = []

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<Site> {
    const server = createServer()
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const site = new Site(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    const scripts = new Map<string, Buffer>((['prickle', 'posthog'] satisfies Sdk[]).map((sdk) => [`/${sdk}.js`, readFileSync(arrayJs(sdk))]))
    const answer = (path: string, post: boolean): [type: string, body: string | Buffer] => {
      const script = scripts.get(path)
      if (script) return ['text/javascript', script]
      if (path.startsWith('/load/')) return ['text/html', loading(path.slice(6))]
      if (path.endsWith('/config.js'))
        return ['text/javascript', `(window._POSTHOG_REMOTE_CONFIG = {}).phc_bench = ${JSON.stringify({ config: CONFIG, siteApps: [] })}`]
      if (path.endsWith('/config')) return ['application/json', JSON.stringify(CONFIG)]
      if (path === '/flags/') return ['application/json', JSON.stringify(FLAGS)]
      return post ? ['application/json', '{"status":"Ok"}'] : ['text/html', '<!doctype html><title>bench</title><p>bench</p>']
    }
    server.on('request', (request, response) => {
      const { pathname } = new URL(request.url ?? '/', site.url)
      site.asked.push(pathname)
      request.on('data', (chunk: Buffer) => (site.received += chunk.length))
      request.on('end', () => {
        const [type, body] = answer(pathname, request.method === 'POST')
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
