// The fixtures every spec uses: a collector and a site per worker, and per test a fresh browser profile with a token of its own.
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test'
import { randomBytes } from 'node:crypto'
import { Collector, type Inbox } from './collector.ts'
import { sdkUnderTest, type Sdk } from './env.ts'
import { eventually } from './eventually.ts'
import { OFF } from './off.ts'
import { Site, type Delivery } from './site.ts'
import { stored, type Stored } from './stored.ts'

export { eventually, expect }
export type { WireEvent, WireRequest } from './collector.ts'
export type { Page } from '@playwright/test'

/** For cases about what prickle has and posthog-js has not. */
export const onPrickle = sdkUnderTest === 'prickle'

export interface Visit {
  /** Options of `init` beside the quiet base; `null` for a page that does not call `init`. */
  config?: Record<string, unknown> | null
  after?: () => void
  before?: () => void
  html?: string
  head?: string
  charset?: string
  sdk?: Sdk | 'trap'
  delivery?: Delivery
  token?: string
  host?: string
  /** An open tab to go on in; otherwise a new one. */
  page?: Page
  /** Runs on the tab before it goes anywhere: clock, init scripts. */
  prepare?: (page: Page) => Promise<unknown>
  /** Do not wait for the SDK to be up. */
  unready?: boolean
}

export class App {
  readonly token = `phc_${randomBytes(8).toString('hex')}`
  readonly inbox: Inbox
  /** What went wrong on any page: uncaught errors and unhandled rejections. Nothing of an SDK may ever be here. */
  readonly pageErrors: Error[] = []

  constructor(
    readonly context: BrowserContext,
    private readonly site: Site,
    private readonly collector: Collector,
    private readonly delivery: Delivery,
  ) {
    this.inbox = collector.of(this.token)
  }

  inboxOf(token: string): Inbox {
    return this.collector.of(token)
  }

  url(path: string, host = '127.0.0.1'): string {
    return `http://${host}:${this.site.port}${path}`
  }

  get apiHost(): string {
    return this.collector.url
  }

  /** Only pageviews, pageleaves and what the page itself captures; a short batching interval; nothing is asked of the server. */
  quiet(over: Record<string, unknown> = {}): Record<string, unknown> {
    const base: Record<string, unknown> = {
      api_host: this.collector.url,
      ...OFF,
      opt_out_useragent_filter: true,
      request_queue_config: { flush_interval_ms: 250 },
      ...over,
    }
    // `undefined` takes an option out: for some, being there at all means something.
    return Object.fromEntries(Object.entries(base).filter(([, value]) => value !== undefined))
  }

  /** Opens a page of the site and waits until the SDK is up. */
  async open(path = '/', visit: Visit = {}): Promise<Page> {
    const config = visit.config === null ? null : this.quiet(visit.config)
    this.site.describe({
      sdk: visit.sdk ?? sdkUnderTest,
      delivery: visit.delivery ?? (visit.sdk ? 'script' : this.delivery),
      token: visit.token ?? this.token,
      config,
      after: visit.after,
      before: visit.before,
      html: visit.html,
      head: visit.head,
      charset: visit.charset,
    })
    const page = visit.page ?? (await this.tab())
    await visit.prepare?.(page)
    await page.goto(this.url(path, visit.host))
    if (!visit.unready && config) await ready(page)
    return page
  }

  async tab(): Promise<Page> {
    const page = await this.context.newPage()
    page.on('pageerror', (error) => this.pageErrors.push(error))
    return page
  }

  /** Leaves for a page without any SDK, as by a link: the old page is hidden and its queue drained. */
  async leave(page: Page): Promise<void> {
    this.site.describe(null)
    await page.goto(this.url('/elsewhere'))
  }

  /** What the browser really holds for this site. */
  stored(page: Page): Promise<Stored> {
    return stored(page)
  }

  /** The entry in which the SDK keeps everything. */
  get entry(): string {
    return `ph_${this.token}_posthog`
  }

  /** The parsed main entry of localStorage, or null. */
  async blob(page: Page): Promise<Record<string, any> | null> {
    const text = (await this.stored(page)).local[this.entry]
    return text === undefined ? null : JSON.parse(text)
  }

  /** The parsed cookie, or null. */
  async cookie(page: Page): Promise<Record<string, any> | null> {
    const text = (await this.stored(page)).cookies[this.entry]
    return text === undefined ? null : JSON.parse(text)
  }

  /**
   * Ends the visit and checks that these events arrived and no others. The tab's queue is drained by leaving; a marker sent after that has
   * arrived before the count is taken, so a surplus had every chance to show itself. Order is not part of it: requests may overtake each other.
   */
  async expectOnly(page: Page, names: string[], token = this.token): Promise<void> {
    await this.leave(page)
    await page.evaluate(
      async ([url, to]) => {
        const event = {
          event: 'marker',
          uuid: crypto.randomUUID(),
          properties: { distinct_id: 'marker', token: to },
          timestamp: new Date().toISOString(),
        }
        await fetch(`${url}/e/`, {
          method: 'POST',
          headers: { 'content-type': 'text/plain' },
          body: JSON.stringify({ api_key: to, batch: [event] }),
        })
      },
      [this.collector.url, token] as const,
    )
    await eventually(async () => (await this.inboxOf(token).names()).sort(), 'everything that was sent').toEqual(
      [...names, 'marker'].sort(),
    )
  }
}

/** Waits until the primary instance is a live one. */
export async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() => Boolean((window as any).posthog?.__loaded))
}

interface WorkerFixtures {
  collector: Collector
  site: Site
}

export const test = base.extend<{ delivery: Delivery; app: App }, WorkerFixtures>({
  delivery: ['script', { option: true }],
  collector: [
    async ({}, use) => {
      const collector = await Collector.start()
      await use(collector)
      await collector.stop()
    },
    { scope: 'worker' },
  ],
  site: [
    async ({}, use) => {
      const site = await Site.start()
      await use(site)
      await site.stop()
    },
    { scope: 'worker' },
  ],
  app: async ({ context, site, collector, delivery }, use) => {
    const app = new App(context, site, collector, delivery)
    await use(app)
    expect(app.pageErrors, 'nothing may reach the page’s own error handlers').toEqual([])
  },
})
