// One run: a site with an SDK, a collector, and a visitor's browser with a profile of its own.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import type { Sdk } from '../../e2e/support/env.ts'
import { Browser } from './browser.ts'
import { Collector, COUNTED } from './collector.ts'
import { Site } from './site.ts'

/** How the page goes on in the tick in which it captured: `close` is the visitor's doing, `shut` the page's own, of which Chromium tells it nothing. */
export type Then = 'stay' | 'leave' | 'close' | 'shut' | 'crash'

export interface Ledger {
  captured: number
  delivered: number
  pending: number
  dropped: Record<string, number>
}

export interface Described {
  options?: Record<string, unknown>
  /** Runs on the page before the SDK is there; sees nothing of the test. */
  before?: () => void
}

export class Stand {
  /** So many events were captured so far; they are numbered from 0. */
  captured = 0

  private constructor(
    readonly sdk: Sdk,
    readonly collector: Collector,
    private readonly site: Site,
    private readonly profile: string,
    public browser: Browser,
  ) {}

  static async start(sdk: Sdk, { options = {}, before = () => {} }: Described = {}): Promise<Stand> {
    const collector = await Collector.start(sdk)
    const site = await Site.start({ sdk, api: collector.url, options, before: `(${before.toString()})()` })
    const profile = mkdtempSync(join(tmpdir(), 'prickle-loss-'))
    return new Stand(sdk, collector, site, profile, await Browser.start(profile))
  }

  async stop(): Promise<void> {
    await this.browser.kill()
    await Promise.all([this.collector.stop(), this.site.stop()])
    // Processes of the browser may still be going.
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  }

  /** The page with the SDK, in a tab of its own, when the SDK is up. */
  async open(): Promise<Page> {
    const page = await this.browser.open(`${this.site.url}/page`)
    await page.waitForFunction(() => Boolean((window as any).posthog?.__loaded))
    return page
  }

  /** Captures so many events in one tick, and in the same tick the page does as it is told. */
  async capture(page: Page, count: number, then: Then = 'stay'): Promise<void> {
    const from = this.captured
    this.captured += count
    const command = { close: 'Page.close', crash: 'Page.crash' } as const
    // Only where it is needed: when it goes, the browser thinks that it is online again.
    const devtools = then in command ? await page.context().newCDPSession(page) : undefined
    const gone = {
      stay: () => undefined,
      leave: () => page.waitForURL('**/elsewhere'),
      close: () => page.waitForEvent('close'),
      shut: () => page.waitForEvent('close'),
      crash: () => page.waitForEvent('crash'),
    }[then]()
    const captured = page.evaluate(
      ({ name, from, count, then }) => {
        for (let n = from; n < from + count; n++) posthog.capture(name, { n, plan: 'team', place: 'toolbar', first: false })
        if (then === 'leave') location.href = '/elsewhere'
        if (then === 'shut') window.close()
      },
      { name: COUNTED, from, count, then },
    )
    // A close is sent right behind, and comes as soon as the tick is over. A crash would come in the midst of it.
    if (then === 'crash') await captured
    if (devtools) void devtools.send(command[then as keyof typeof command]).catch(() => {})
    await captured.catch((error: unknown) => {
      // The page is gone before it could answer, as it was told.
      if (then === 'stay' || !/closed|crash|destroyed|navigat/i.test(String(error))) throw error
    })
    await gone
    if (then === 'crash') await page.close()
  }

  /** The visitor is back: the same page anew, and one event more, which is not counted. */
  async comeBack(): Promise<Page> {
    const page = await this.open()
    await page.evaluate(() => posthog.capture('back'))
    return page
  }

  /** Another browser on the same profile. */
  async relaunch(): Promise<void> {
    this.browser = await Browser.start(this.profile)
  }

  /** The SDK has met the trouble: a request with events failed. */
  async untilRefused(more = 1): Promise<void> {
    const before = this.collector.refused
    await until(() => this.collector.refused >= before + more, 20_000)
    // Its page has heard of it too.
    await rest(300)
  }

  /** Until all that was captured is there, at most so long; and then a while longer, in which an event could come again. */
  async untilArrived(limit = 45_000, longer = 3000): Promise<void> {
    if (await until(() => this.collector.arrived.size === this.captured, limit)) await rest(longer)
  }

  ledger(page: Page): Promise<Ledger | undefined> {
    return page.evaluate(() => posthog.delivery?.() as never)
  }
}

/** Whether it became true in time. */
export async function until(fact: () => boolean | Promise<boolean>, limit: number): Promise<boolean> {
  const end = Date.now() + limit
  while (!(await fact())) {
    if (Date.now() > end) return false
    await rest(100)
  }
  return true
}
