// What one SDK costs one fresh page.
import type { Browser, Page } from '@playwright/test'
import type { Sdk } from '../e2e/support/env.ts'
import { OFF } from '../e2e/support/off.ts'
import type { Figures } from './figures.ts'
import type { Site } from './site.ts'

/** Of `Figures`, what one page tells. */
export type Measures = Pick<Figures, 'evaluation' | 'init' | 'first' | 'start' | 'small' | 'large' | 'click' | 'deepClick' | 'heapInit' | 'heap' | 'wire'>

export async function measures(browser: Browser, site: Site, sdk: Sdk): Promise<Measures> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  const memory = async (): Promise<number> => {
    await devtools.send('HeapProfiler.collectGarbage')
    const { usedSize, ...more } = (await devtools.send('Runtime.getHeapUsage')) as { usedSize: number; backingStorageSize?: number }
    return usedSize + (more.backingStorageSize ?? 0)
  }
  try {
    await page.goto(`${site.url}/page`)
    // What drives the page is in it from the first call on, and is not to be counted.
    await page.evaluate(() => 0)
    const before = await memory()
    const started = await page.evaluate(start, [`${site.url}/${sdk}.js`, { ...OFF, ...OPTIONS, api_host: site.url }] as const)
    // 450 events, of both kinds.
    const [small, large] = await page.evaluate(captures)
    const heap = (await memory()) - before
    // What waits is sent first, so that it does not count.
    await page.evaluate(flushed)
    const received = site.received
    await page.evaluate(thousand)
    await page.evaluate(flushed)
    const wire = site.received - received
    const altogether = started.evaluation + started.init + started.first
    const [click, deepClick] = [await clicksOn(page, site, sdk, LIST), await clicksOn(page, site, sdk, DEEP)]
    // On a page of its own, because collecting garbage between the steps of the start would change their times.
    await page.goto(`${site.url}/page`)
    await page.evaluate(() => 0)
    const empty = await memory()
    await page.evaluate(begin, [`${site.url}/${sdk}.js`, { ...OFF, ...OPTIONS, api_host: site.url }] as const)
    const heapInit = (await memory()) - empty
    return { ...started, start: altogether, small, large, click, deepClick, heapInit: heapInit / 1000, heap: heap / 1000, wire: wire / 1000 }
  } finally {
    await context.close()
  }
}

/** Nothing that would keep events back. */
const OPTIONS = {
  capture_pageview: false,
  opt_out_useragent_filter: true,
  rate_limiting: { events_per_second: 1e6, events_burst_limit: 1e6 },
  request_queue_config: { flush_interval_ms: 250 },
}

/** The script is there already, so that only its evaluation is measured. */
async function start([url, options]: readonly [string, object]): Promise<{ evaluation: number; init: number; first: number }> {
  const script = document.createElement('script')
  script.textContent = await (await fetch(url)).text()
  const times = [performance.now()]
  document.head.append(script)
  times.push(performance.now())
  posthog.init('phc_bench', options)
  times.push(performance.now())
  posthog.capture('first', { a: 1 })
  times.push(performance.now())
  const [a = 0, b = 0, c = 0, d = 0] = times
  return { evaluation: b - a, init: c - b, first: d - c }
}

/** As on a page with the script tag. */
async function begin([url, options]: readonly [string, object]): Promise<void> {
  const script = document.createElement('script')
  script.src = url
  const loaded = new Promise((resolve) => (script.onload = resolve))
  document.head.append(script)
  await loaded
  posthog.init('phc_bench', options)
}

const row = (i: number): string =>
  `<li class="row ${i % 2 ? 'odd' : 'even'}" data-row="${i}"><div class="cell"><span class="name">Item ${i}</span><a href="/items/${i}">open</a></div>` +
  `<div class="actions"><button class="btn btn-small" name="buy" aria-label="Buy item ${i}"><span>Buy</span> now</button></div></li>`
const list = (rows: number): string => `<ul class="list" id="list">${Array.from({ length: rows }, (_, i) => row(i)).join('')}</ul>`
/** A list as in many apps. */
const LIST = `<main class="page"><section class="card">${list(20)}</section></main>`
/** 714 rows of 7 nodes; `body` and the button are 12 levels apart. */
const DEEP = `${'<div class="box">'.repeat(8)}${list(714)}${'</div>'.repeat(8)}`

/** On a page of its own: the buttons of all rows, one after the other. Microseconds. */
async function clicksOn(page: Page, site: Site, sdk: Sdk, html: string): Promise<number> {
  await page.goto(`${site.url}/page`)
  const options = { ...OFF, ...OPTIONS, api_host: site.url, autocapture: true, rageclick: true }
  return page.evaluate(clicks, [`${site.url}/${sdk}.js`, options, html] as const)
}

async function clicks([url, options, html]: readonly [string, object, string]): Promise<number> {
  document.body.innerHTML = html
  const script = document.createElement('script')
  script.textContent = await (await fetch(url)).text()
  document.head.append(script)
  posthog.init('phc_bench', options)
  const buttons = Array.from(document.querySelectorAll('button'))
  const times: number[] = []
  let clicked = 0
  for (let i = 0; i < 25; i++) {
    let time = 0
    for (let j = 0; j < 10; j++) {
      // Nobody clicks in one place only, which would be rage; and listeners of the page itself are not measured.
      const at = { bubbles: true, composed: true, clientX: (clicked * 97) % 1000, clientY: 10, isPrimary: true, pointerId: 1 }
      const button = buttons[(clicked++ * 37) % buttons.length]
      const events = [new PointerEvent('pointerdown', at), new PointerEvent('pointerup', at), new PointerEvent('click', { ...at, detail: 1 })]
      const from = performance.now()
      for (const event of events) button?.dispatchEvent(event)
      time += performance.now() - from
    }
    times.push(time * 100)
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
  // A listener would cost time, so what was measured is only looked at afterwards.
  let captured = 0
  posthog.on('eventCaptured', ({ event }: { event: string }) => (captured += Number(event === '$autocapture')))
  buttons[0]?.click()
  if (captured !== 1) throw new Error('clicks are not captured')
  return times.sort((a, b) => a - b)[times.length >> 1] ?? 0
}

async function captures(): Promise<[number, number]> {
  const properties = (count: number): Record<string, unknown> =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`property_${i}`, i % 3 ? `value ${i}` : i]))
  const measured = async (count: number, calls: number): Promise<number> => {
    const given = properties(count)
    const times: number[] = []
    // Clocks of pages are coarse, so ten calls are measured at once; between them the page may breathe.
    for (let i = 0; i < calls; i += 10) {
      const from = performance.now()
      for (let j = 0; j < 10; j++) posthog.capture('bench', given)
      times.push((performance.now() - from) * 100)
      await new Promise((resolve) => setTimeout(resolve, 0))
    }
    return times.sort((a, b) => a - b)[times.length >> 1] ?? 0
  }
  return [await measured(10, 300), await measured(200, 150)]
}

function thousand(): void {
  for (let i = 0; i < 1000; i++) posthog.capture('sent', { i, kind: i % 7 ? 'note' : 'link', title: `Item number ${i}` })
}

/** By then the queue is empty, and the answers are there. */
async function flushed(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1500))
}
