// The world of a run: one TLS server that is every host there is. It serves the pages of the site and records what is sent to all other hosts,
// and to `/ingest` of the site. Nothing leaves the machine: the browser finds every host here.
import { existsSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { basename, dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { generate } from 'selfsigned'
import { arrayJs, type Sdk } from '../../e2e/support/env.ts'
import { snippet } from '../../e2e/support/snippet.ts'
import { toSource } from '../../e2e/support/source.ts'
import type { Start } from '../page/main.ts'
import { MARK, type Mark } from './mark.ts'
import type { PageOptions, Reply } from './scenario.ts'
import { started } from './ways.ts'

/** A request as the server saw it. */
export interface Recorded {
  step: number
  via: string
  method: string
  /** As it was asked for, letter by letter. */
  url: string
  /** Those that the SDK set. */
  headers: Record<string, string>
  /** What else `fetch` was told. */
  init?: Record<string, unknown>
  /** What had to be taken off the body: `gzip`, `form+base64`; `json` and `text` for a plain one. */
  encoding?: string
  body?: unknown
  /** The answer, where it is not the usual one. */
  reply?: string
}

/** Headers that browsers set by themselves. */
const BROWSERS = /^(accept.*|user-agent|origin|referer|sec-.*|connection|content-length|host|cache-control|pragma|access-control-.*|priority|upgrade-insecure-requests|cookie|transfer-encoding|purpose)$/

interface Arrival {
  mark: Mark | null
  request: Recorded
}

export class World {
  private arrivals: Arrival[] = []
  private replies: Reply[] = []
  private page: { sdk: Sdk; options: PageOptions; start: Start } | null = null
  private instrument = ''
  private run = ''
  /** The step that is being played, for what carries no mark. */
  step = 0
  /** Requests that are not answered. */
  private open = 0
  /** With what answers them, where they are let go. */
  private readonly hung = new Map<ServerResponse, { path: string; answer: () => void }>()
  private start = 0
  /** The last that was cut: on a connection that was open already the browser tries that again by itself. */
  private cut = ''

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async start(instrument: string): Promise<World> {
    const names = ['shop.example', '*.shop.example', '*.posthog.com', '*.i.posthog.com', '*.herokuapp.com']
    const made = await generate([{ name: 'commonName', value: 'shop.example' }], {
      extensions: [{ name: 'subjectAltName', altNames: names.map((value) => ({ type: 2 as const, value })) }],
    })
    const server = createServer({ key: made.private, cert: made.cert })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const world = new World(server, (server.address() as AddressInfo).port)
    world.instrument = instrument
    server.on('request', (request, response) => void world.answer(request, response))
    return world
  }

  stop(): Promise<void> {
    this.server.closeAllConnections()
    return new Promise((done) => this.server.close(() => done()))
  }

  /** Forgets everything of the run before. */
  begin(run: string, start: number): void {
    this.run = run
    this.start = start
    this.arrivals = []
    this.replies = []
    this.page = null
    for (const response of this.hung.keys()) response.destroy()
    this.hung.clear()
  }

  /** What the next pages of the site are; `null` for one without an SDK. */
  describe(page: { sdk: Sdk; options: PageOptions; start: Start } | null): void {
    this.page = page
  }

  reply(reply: Reply): void {
    this.replies.push({ ...reply })
  }

  letGo(path: RegExp): void {
    for (const [response, hung] of [...this.hung]) {
      if (!path.test(hung.path)) continue
      this.hung.delete(response)
      hung.answer()
    }
  }

  get hanging(): number {
    return this.hung.size
  }

  get busy(): boolean {
    return this.open > this.hung.size
  }

  /** Everything that came, in the order in which it was made. */
  recorded(): Recorded[] {
    const rank = ({ mark }: Arrival): number => (mark ? mark.visit * 1e6 + mark.nth : -1)
    // Within a step: scripts, which carry no mark, come first.
    return this.arrivals
      .map((arrival, index) => ({ arrival, index }))
      .sort((a, b) => a.arrival.request.step - b.arrival.request.step || rank(a.arrival) - rank(b.arrival) || a.index - b.index)
      .map(({ arrival }) => arrival.request)
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.open++
    response.once('close', () => {
      this.open--
      this.hung.delete(response)
    })
    const chunks: Buffer[] = []
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer)
    } catch {
      return
    }
    const url = new URL(request.url ?? '/', `https://${request.headers.host ?? 'nowhere'}`)
    const site = url.hostname.endsWith('shop.example') && !url.hostname.startsWith('events.')
    const other = url.hostname.endsWith('.herokuapp.com')
    if ((site || other) && !url.pathname.startsWith('/ingest')) await this.serve(url, response)
    else this.record(request, url, Buffer.concat(chunks), response)
  }

  private async serve(url: URL, response: ServerResponse): Promise<void> {
    const send = (type: string, body: string | Buffer): void => {
      // Asked for anew each time; but pages that may not be stored are kept out of the back-forward cache.
      response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' }).end(body)
    }
    if (url.pathname === '/favicon.ico') response.writeHead(404).end()
    else if (url.pathname === '/sdk/prickle.js') send('text/javascript', await started(watched(readFileSync(arrayJs('prickle'), 'utf8')), part('nowasm.js')))
    else if (/^\/sdk\/(signals|web-experiments|nowasm-signals)\.js$/.test(url.pathname)) send('text/javascript', readFileSync(part(basename(url.pathname))))
    else if (url.pathname === '/sdk/posthog.js') send('text/javascript', readFileSync(arrayJs('posthog')))
    else send('text/html', this.html(url.pathname))
  }

  private html(path: string): string {
    const title = `<meta charset="utf-8"><title>Page ${path}</title>`
    if (!this.page) return `<!doctype html><html><head>${title}</head><body>plain</body></html>`
    const { sdk, options, start } = this.page
    const { config, before, after, html = '<p>hello</p>', token = 'phc_parity', by = 'script' } = options
    // With a name of their own in stacks, of which they are left out.
    const probe = `<script>${this.instrument}//# sourceURL=https://www.shop.example/instruments.js</script><script>startProbe(${toSource(start)})</script>`
    const first = before ? `<script>(${before.toString()})()</script>` : ''
    const init = config === null ? '' : `posthog.init(${JSON.stringify(token)}, ${toSource(config)});`
    const then = after ? `(${after.toString()})();` : ''
    const file = `/sdk/${sdk}.js`
    const taken = by === 'snippet' ? `<script>${snippet(file)}\n` : `<script src="${file}"></script><script>`
    return `<!doctype html><html><head>${title}${probe}${first}${taken}${init}\n${then}</script></head><body>${html}</body></html>`
  }

  private record(request: IncomingMessage, url: URL, bytes: Buffer, response: ServerResponse): void {
    const cors = {
      'access-control-allow-origin': request.headers.origin ?? '*',
      'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
      'access-control-allow-methods': '*',
      'access-control-expose-headers': '*',
      'access-control-allow-credentials': 'true',
      'cache-control': 'no-store',
    }
    // Preflights are the browser's.
    if (request.method === 'OPTIONS') {
      response.writeHead(204, cors).end()
      return
    }
    const mark = url.searchParams.has(MARK) ? (JSON.parse(url.searchParams.get(MARK) ?? '') as Mark) : null
    // Late ones of an earlier run; and browsers have business of their own.
    if (mark ? mark.run !== this.run : !['script', 'style', 'image'].includes(String(request.headers['sec-fetch-dest']))) {
      response.writeHead(200, cors).end('{}')
      return
    }
    const which = mark ? `${mark.run} ${mark.visit} ${mark.nth}` : ''
    if (mark && which === this.cut) {
      response.destroy()
      return
    }
    const reply = this.replyTo(url.pathname)
    if (reply?.drop) this.cut = which
    this.arrivals.push({
      mark,
      request: {
        step: mark?.step ?? this.step,
        via: mark?.via ?? String(request.headers['sec-fetch-dest']),
        method: request.method ?? '',
        url: url.origin + bare(request.url ?? ''),
        headers: Object.fromEntries(
          Object.entries(request.headers).flatMap(([name, value]) => (BROWSERS.test(name) ? [] : [[name, String(value)] as const])),
        ),
        ...(mark?.init ? { init: mark.init } : {}),
        ...decoded(bytes),
        ...(reply ? { reply: reply.hang ? 'none' : reply.drop ? 'cut' : String(reply.status ?? 200) } : {}),
      },
    })
    if (reply?.drop) {
      response.destroy()
      return
    }
    const [type, usual] = usualAnswer(url.pathname)
    const given = typeof reply?.body === 'function' ? (reply.body as (start: number) => unknown)(this.start) : reply?.body
    const body = given === undefined ? (reply?.status ?? 200) === 204 ? '' : usual : given
    const answer = (): void => {
      response.writeHead(reply?.status ?? (type === '' ? 404 : 200), { 'content-type': type || 'text/plain', ...cors, ...reply?.headers })
      response.end(typeof body === 'string' ? body : JSON.stringify(body))
    }
    if (reply?.hang) this.hung.set(response, { path: url.pathname, answer })
    else answer()
  }

  /** The newest that fits. */
  private replyTo(path: string): Reply | undefined {
    const found = this.replies.findLast((reply) => reply.path.test(path) && (reply.times ?? 1) > 0)
    if (found?.times !== undefined) found.times--
    return found
  }
}

/** A file that prickle loads later. */
const part = (name: string): string => join(dirname(arrayJs('prickle')), name)

/** Nothing else tells that a page has begun to import something: it is not done before it has what it imports. */
function watched(script: string): string {
  return script
    .replace(
      'import("./signals.js")',
      '(probe.parts++, $&.then((part) => ({ attach: (...all) => part.attach(...all).finally(() => probe.later++) })))',
    )
    .replace('import("./web-experiments.js")', '(probe.imports++, $&.finally(() => probe.imports--))')
}

/** The address without the mark. */
function bare(url: string): string {
  return url.replace(new RegExp(`([?&])${MARK}=[^&]*(&?)`), (_, before: string, after: string) => (after ? before : ''))
}

function usualAnswer(path: string): [string, string] {
  if (path.includes('/flags/')) return ['application/json', '{"flags":{},"errorsWhileComputingFlags":false,"requestId":"r"}']
  if (path.endsWith('/config.js')) return ['text/javascript', '']
  if (path.endsWith('/config')) return ['application/json', '{"supportedCompression":["gzip","gzip-js"],"hasFeatureFlags":false}']
  if (path.includes('/static/')) return lazily(path)
  return ['application/json', '{"status":"Ok"}']
}

/** What posthog-js loads when it is wanted, from its package. */
function lazily(path: string): [string, string] {
  const [, name] = /^\/static\/1\.449\.2\/([a-z-]+)\.js$/.exec(path) ?? []
  const file = join(dirname(arrayJs('posthog')), `${name}.js`)
  return name !== undefined && existsSync(file) ? ['text/javascript', readFileSync(file, 'utf8')] : ['', '']
}

function decoded(bytes: Buffer): { encoding?: string; body?: unknown } {
  if (!bytes.length) return {}
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return { encoding: 'gzip', body: parsed(gunzipSync(bytes).toString()) }
  const text = bytes.toString()
  if (text.startsWith('data=')) {
    return { encoding: 'form+base64', body: parsed(Buffer.from(decodeURIComponent(text.slice(5)), 'base64').toString()) }
  }
  const body = parsed(text)
  return { encoding: body === text ? 'text' : 'json', body }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
