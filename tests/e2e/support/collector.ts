// Talks to the collector: starts one per worker and asks it what came in. The only file that knows the shape of the collector's test API.
import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { expect } from '@playwright/test'
import { eventually } from './eventually.ts'
import { collectorCommand } from './env.ts'

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any

/** An event as it arrived on the wire. */
export interface WireEvent {
  uuid: string
  event: string
  properties: Record<string, Json>
  timestamp?: string
  $set?: Record<string, Json>
  $set_once?: Record<string, Json>
}

/** One request that reached the collector. */
export interface WireRequest {
  method: string
  path: string
  query: Record<string, string>
  headers: Record<string, string>
  /** As far as the browser's own headers tell: `fetch` (XHR too), `beacon`, `script`. */
  transport: string
  /** What had to be taken off the body, outermost first: `gzip`, `form+base64`; `json` for a plain one, `none` for no body. */
  encoding: string
  /** Bytes on the wire. */
  size: number
  body: Json
  /** Null when the connection was dropped instead of an answer. */
  status: number | null
  received_at: string
}

/** What the next requests of a token are to meet. */
export interface Fault {
  path?: string
  times?: number
  status?: number
  body?: Json
  retry_after?: string
  /** Keep the events all the same. */
  store?: boolean
  delay_ms?: number
  drop?: 'before' | 'after'
  hang?: boolean
}

export class Collector {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(more: string[] = []): Promise<Collector> {
    const [command = '', ...args] = collectorCommand()
    const child = spawn(command, [...args, '--port', '0', '--db', ':memory:', '--faults', ...more], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const url = await new Promise<string>((found, failed) => {
      child.once('error', failed)
      child.once('exit', (code) => failed(new Error(`the collector ended with ${code}`)))
      createInterface({ input: child.stdout }).on('line', (line) => {
        const match = /listening on (http:\S+)/.exec(line)
        if (match?.[1]) found(match[1])
      })
    })
    return new Collector(child, url)
  }

  async stop(): Promise<void> {
    const ended = new Promise((done) => this.child.once('exit', done))
    this.child.kill()
    await ended
  }

  /** What one test's token got. */
  of(token: string): Inbox {
    return new Inbox(this.url, token)
  }
}

export class Inbox {
  constructor(
    private readonly url: string,
    readonly token: string,
  ) {}

  /** In the order they were made, which their ids tell; requests may overtake each other on the way. */
  async events(name?: string): Promise<WireEvent[]> {
    const all = ((await this.ask('events')) as { raw: WireEvent }[]).map((kept) => kept.raw).sort((a, b) => (a.uuid < b.uuid ? -1 : 1))
    return name === undefined ? all : all.filter((event) => event.event === name)
  }

  /** Every request, oldest first; without CORS preflights, which are the browser's and not the SDK's. */
  async requests(path?: RegExp): Promise<WireRequest[]> {
    const all = (await this.ask('requests')) as WireRequest[]
    return all.filter((request) => request.method !== 'OPTIONS' && (path?.test(request.path) ?? true))
  }

  async eventRequests(): Promise<WireRequest[]> {
    return this.requests(/^\/(e|i\/v0\/e|batch)\/$/)
  }

  /** Waits until `count` events of this name are there. Not more than that: a surplus fails. */
  async wait(name: string, count = 1): Promise<WireEvent[]> {
    await eventually(async () => (await this.events(name)).length, `events named ${name}`).toBeGreaterThanOrEqual(count)
    const found = await this.events(name)
    expect(found, `events named ${name}`).toHaveLength(count)
    return found
  }

  async one(name: string): Promise<WireEvent> {
    const [only] = await this.wait(name, 1)
    if (!only) throw new Error(`no event ${name}`)
    return only
  }

  async names(): Promise<string[]> {
    return (await this.events()).map((event) => event.event)
  }

  async fail(fault: Fault): Promise<void> {
    await this.ask('faults', { method: 'POST', body: JSON.stringify(fault) })
  }

  /** The server does as it should again. */
  async well(): Promise<void> {
    await this.ask('faults', { method: 'DELETE' })
  }

  /** How many persons got how far. */
  async funnel(...steps: string[]): Promise<Json> {
    return this.ask('funnel', {}, `&steps=${steps.join(',')}`)
  }

  async persons(): Promise<Json[]> {
    return this.ask('persons')
  }

  async groups(): Promise<Json[]> {
    return this.ask('groups')
  }

  async remoteConfig(config: Json): Promise<void> {
    await this.ask('config', { method: 'PUT', body: JSON.stringify(config) })
  }

  /** Replaces the flags, written short: `true`, `"variant"` or `{enabled, variant, payload}`. */
  async flags(flags: Json): Promise<void> {
    await this.ask('flags', { method: 'PUT', body: JSON.stringify(flags) })
  }

  private async ask(what: string, init?: RequestInit, more = ''): Promise<Json> {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${this.url}/_/${what}?token=${encodeURIComponent(this.token)}${more}`, { ...init, headers })
    if (!answer.ok) throw new Error(`the collector answered ${answer.status} to ${what}: ${await answer.text()}`)
    const text = await answer.text()
    return text ? JSON.parse(text) : undefined
  }
}
