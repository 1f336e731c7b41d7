// The server that events are sent to. It is well or it is not, by order, and it counts every event by its uuid as it comes.
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { basename, dirname, join } from 'node:path'
import { arrayJs, type Sdk } from '../../e2e/support/env.ts'
import { listen, readAll } from './http.ts'
import { eventsOf, type WireEvent } from './wire.ts'

export type Mood =
  | 'well'
  /** Every connection is closed without an answer, and nothing is kept. */
  | 'resets'
  /** Every request is answered 503, and nothing is kept. */
  | 'unavailable'
  /** Events are kept and acknowledged, then the connection is closed. */
  | 'acknowledges, then drops'
  /** Events are kept, and the connection is closed in place of an answer. */
  | 'keeps, then drops'

/** The name of the events that are counted. `n` tells them apart before they have a uuid that this side knows. */
export const COUNTED = 'counted'

interface Arrival {
  n: number
  times: number
  /** What must be the same whenever the event is sent again. */
  identity: string
}

const CONFIG = {
  supportedCompression: ['gzip', 'gzip-js'],
  hasFeatureFlags: false,
  captureDeadClicks: false,
  capturePerformance: false,
  autocapture_opt_out: true,
  autocaptureExceptions: false,
  analytics: { endpoint: '/i/v0/e/' },
  elementsChainAsString: true,
  sessionRecording: false,
  heatmaps: false,
  surveys: false,
  defaultIdentifiedOnly: true,
  siteApps: [],
}

const INGESTION = /^\/(e|i\/v0\/e|batch|capture|track)\/?$/

export class Collector {
  mood: Mood = 'well'
  /** Requests with events that were not answered well. */
  refused = 0
  /** Bodies that could not be read: never any. */
  readonly garbled: string[] = []
  /** Requests with events, for whoever wants to know what happened. */
  readonly log: string[] = []
  /** Events whose uuid came again with another name, person, time or number. */
  readonly changed: string[] = []
  /** The uuids of all events that came, counted or not. */
  readonly distinct = new Set<string>()
  private readonly arrivals = new Map<string, Arrival>()
  private readonly began = Date.now()

  private constructor(
    private readonly server: Server,
    readonly url: string,
    private readonly sdk: Sdk,
  ) {}

  static async start(sdk: Sdk): Promise<Collector> {
    const server = createServer()
    const collector = new Collector(server, await listen(server), sdk)
    server.on('request', (request, response) => void collector.meet(request, response))
    return collector
  }

  stop(): Promise<void> {
    this.server.closeAllConnections()
    return new Promise((done) => this.server.close(() => done()))
  }

  /** Which of the counted events are here. */
  get arrived(): Set<number> {
    return new Set([...this.arrivals.values()].map(({ n }) => n))
  }

  /** How many of them came more than once. */
  get twice(): number {
    return [...this.arrivals.values()].filter(({ times }) => times > 1).length
  }

  private async meet(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { mood } = this
    const { pathname } = new URL(request.url ?? '/', this.url)
    const isEvents = INGESTION.test(pathname) && request.method === 'POST'
    if (mood !== 'well' && isEvents) this.refused += mood === 'acknowledges, then drops' ? 0 : 1
    if (mood === 'resets') {
      if (isEvents) this.note(mood, request, 0)
      request.socket.destroy()
      return
    }
    const body = await readAll(request)
    // Whoever has gone before all of it was here has sent nothing.
    if (!body) return
    const events = isEvents && mood !== 'unavailable' ? this.keep(body) : 0
    if (isEvents) this.note(mood, request, events)
    if (mood === 'keeps, then drops') {
      request.socket.destroy()
      return
    }
    if (mood === 'acknowledges, then drops') response.on('finish', () => request.socket.destroy())
    const [type, text] = mood === 'unavailable' ? ['text/plain', 'unavailable'] : this.answer(pathname)
    response.writeHead(mood === 'unavailable' ? 503 : 200, {
      'content-type': type,
      'access-control-allow-origin': request.headers.origin ?? '*',
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
      'access-control-allow-methods': 'GET, POST, OPTIONS',
    })
    response.end(text)
  }

  private keep(body: Buffer): number {
    let events: WireEvent[] = []
    try {
      events = eventsOf(body)
    } catch (error) {
      this.garbled.push(String(error))
    }
    for (const { uuid } of events) this.distinct.add(uuid)
    const counted = events.filter(({ event }) => event === COUNTED)
    for (const { uuid, event, timestamp, distinct_id, properties } of counted) {
      const n = Number(properties.n)
      const identity = JSON.stringify([event, timestamp, distinct_id ?? properties.distinct_id, n])
      const known = this.arrivals.get(uuid)
      if (!known) this.arrivals.set(uuid, { n, times: 1, identity })
      else {
        known.times++
        if (known.identity !== identity) this.changed.push(`${known.identity} came again as ${identity}`)
      }
    }
    return counted.length
  }

  private note(mood: Mood, { url }: IncomingMessage, counted: number): void {
    this.log.push(`${((Date.now() - this.began) / 1000).toFixed(1)} s ${mood}: ${url}, ${counted} counted`)
  }

  private answer(path: string): [type: string, body: string | Buffer] {
    if (path.endsWith('/config.js')) {
      const token = path.split('/').at(-2)
      const told = JSON.stringify({ config: { token, ...CONFIG }, siteApps: [] })
      return ['text/javascript', `(window._POSTHOG_REMOTE_CONFIG = window._POSTHOG_REMOTE_CONFIG || {})[${JSON.stringify(token)}] = ${told}`]
    }
    if (path.endsWith('/config')) return ['application/json', JSON.stringify(CONFIG)]
    if (path.startsWith('/static/')) {
      const file = join(dirname(arrayJs(this.sdk)), basename(path))
      return ['text/javascript', existsSync(file) ? readFileSync(file) : '']
    }
    if (path.startsWith('/flags')) return ['application/json', '{"flags":{},"errorsWhileComputingFlags":false}']
    return ['application/json', '{"status":"Ok"}']
  }
}
