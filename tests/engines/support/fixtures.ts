// The fixtures of this ring: a collector and a browser per worker, and per test a site of its own, which is an origin without any storage, and a
// token of its own.
import { test as base, expect } from '@playwright/test'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { By, type WebDriver } from 'selenium-webdriver'
import { Collector, type Inbox, type WireRequest } from '../../e2e/support/collector.ts'
import { root } from '../../e2e/support/env.ts'
import { eventually } from '../../e2e/support/eventually.ts'
import { OFF } from '../../e2e/support/off.ts'
import { Site, type Delivery } from '../../e2e/support/site.ts'
import { Driven, type Engine } from './engines.ts'

export { eventually, expect }
export type { Delivery }

interface Opening {
  config?: Record<string, unknown>
  delivery?: Delivery
  after?: () => void
  html?: string
}

export class Visit {
  readonly token = `phc_${randomBytes(8).toString('hex')}`
  readonly inbox: Inbox

  constructor(
    readonly tab: WebDriver,
    private readonly site: Site,
    private readonly collector: Collector,
  ) {
    this.inbox = collector.of(this.token)
  }

  url(path: string): string {
    return `http://127.0.0.1:${this.site.port}${path}`
  }

  /** Opens a page of the site, with page views and what the page captures itself unless `config` says more, and waits until the SDK is up. */
  async open(path: string, { config, delivery = 'script', after, html }: Opening = {}): Promise<void> {
    const quiet = { api_host: this.collector.url, ...OFF, opt_out_useragent_filter: true, request_queue_config: { flush_interval_ms: 250 } }
    // `undefined` takes an option out: for some, being there at all means something.
    const given = Object.fromEntries(Object.entries({ ...quiet, ...config }).filter(([, value]) => value !== undefined))
    this.site.describe({ sdk: 'prickle', delivery, token: this.token, config: given, before: watch, after, html })
    await this.tab.get(this.url(path))
    await this.ready()
  }

  async reload(): Promise<void> {
    await this.tab.navigate().refresh()
    await this.ready()
  }

  async back(): Promise<void> {
    await this.tab.navigate().back()
  }

  /** For a page of the same site without any SDK. */
  async leave(): Promise<void> {
    expect(await this.troubles(), 'nothing may reach the page’s own error handlers').toEqual([])
    this.site.describe(null)
    await this.tab.get(this.url('/elsewhere'))
  }

  /** Runs in the page, which sees nothing of the test. Promises are awaited. */
  run<T>(script: (...given: any[]) => T | Promise<T>, ...given: unknown[]): Promise<T> {
    return this.tab.executeScript(script, ...given)
  }

  /** Clicks as a person does. */
  async click(selector: string): Promise<void> {
    await this.tab.findElement(By.css(selector)).click()
  }

  async type(selector: string, text: string): Promise<void> {
    await this.tab.findElement(By.css(selector)).sendKeys(text)
  }

  /** What reached the page's own error handlers. */
  troubles(): Promise<string[]> {
    return this.run(() => (window as any).troubles ?? [])
  }

  /** Those that carried this event. */
  async requestsWith(event: string): Promise<WireRequest[]> {
    return (await this.inbox.eventRequests()).filter(({ body }) => body.batch?.some((each: { event: string }) => each.event === event))
  }

  private async ready(): Promise<void> {
    await eventually(() => this.run(() => Boolean((window as any).posthog?.__loaded)), 'the SDK is up').toBe(true)
  }
}

/** Runs in the page before anything else. */
function watch(): void {
  const troubles: string[] = ((window as any).troubles = [])
  addEventListener('error', ({ error, message }) => troubles.push(String(error ?? message)))
  addEventListener('unhandledrejection', ({ reason }) => troubles.push(String(reason)))
}

interface WorkerFixtures {
  engine: Engine
  collector: Collector
  driven: Driven
}

export const test = base.extend<{ visit: Visit }, WorkerFixtures>({
  engine: ['chromium', { option: true, scope: 'worker' }],
  collector: [
    async ({}, use) => {
      const collector = await Collector.start(['--flags', join(root, 'www-demo/flags.toml')])
      await use(collector)
      await collector.stop()
    },
    { scope: 'worker' },
  ],
  driven: [
    async ({ engine }, use) => {
      const driven = await Driven.start(engine)
      await use(driven)
      await driven.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  visit: async ({ driven, collector }, use) => {
    const site = await Site.start()
    const visit = new Visit(driven.tab, site, collector)
    await use(visit)
    // The page must not outlive its site, nor be left for another site: see README.md.
    site.describe(null)
    await driven.tab.get(visit.url('/over'))
    await site.stop()
  },
})
