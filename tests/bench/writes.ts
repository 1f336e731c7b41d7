// How often an SDK writes: counted and not timed, on a page whose clock is the test's, so that every run gives the same numbers.
import type { Browser } from '@playwright/test'
import type { Sdk } from '../e2e/support/env.ts'
import { OFF } from '../e2e/support/off.ts'
import type { Site } from './site.ts'

declare global {
  interface Window {
    writes: { local: number; session: number; cookie: number }
  }
}

const SECONDS = 60

/** Writes to localStorage, sessionStorage and cookies for each event of a minute, `rate` events a second. */
export async function writes(browser: Browser, site: Site, sdk: Sdk, rate: number): Promise<number> {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await page.clock.install({ time: new Date('2026-03-01T10:00:00Z') })
    await page.addInitScript(count)
    await page.goto(`${site.url}/page`)
    await page.addScriptTag({ url: `${site.url}/${sdk}.js` })
    const options = { ...OFF, api_host: site.url, opt_out_useragent_filter: true }
    await page.evaluate((options) => void posthog.init('phc_bench', options), options)
    // What begins with the page is over by then.
    await page.clock.runFor(10_000)
    await page.evaluate((every) => {
      window.writes = { local: 0, session: 0, cookie: 0 }
      setInterval(() => posthog.capture('steady', { a: 1 }), every)
    }, 1000 / rate)
    await page.clock.runFor(SECONDS * 1000)
    const { local, session, cookie } = await page.evaluate(() => window.writes)
    return (local + session + cookie) / (SECONDS * rate)
  } finally {
    await context.close()
  }
}

function count(): void {
  window.writes = { local: 0, session: 0, cookie: 0 }
  for (const name of ['setItem', 'removeItem'] as const) {
    const original = Storage.prototype[name] as (...all: string[]) => void
    Storage.prototype[name] = function (this: Storage, ...all: string[]) {
      window.writes[this === localStorage ? 'local' : 'session']++
      return original.apply(this, all)
    }
  }
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')
  Object.defineProperty(document, 'cookie', {
    configurable: true,
    get: () => cookie?.get?.call(document) as string,
    set: (text: string) => {
      window.writes.cookie++
      cookie?.set?.call(document, text)
    },
  })
}
