// What an SDK does to a page that loads with it, as the browser's own trace tells it. Nothing else on the page runs scripts, so every part of a task
// that is script, its compilation or the garbage of it is the SDK's; parsing, layout and painting are not.
import type { Browser } from '@playwright/test'
import type { Sdk } from '../e2e/support/env.ts'
import type { Site } from './site.ts'

export interface Load {
  /** Milliseconds of the SDK's on the main thread, altogether, and in the task that has most of it. */
  busy: number
  longest: number
  /** Tasks of which the SDK has more than 50 ms. */
  long: number
}

/** What the browser calls a piece of work that a script asked for. */
const SCRIPT = new Set([
  'EvaluateScript',
  'v8.compile',
  'v8.compileModule',
  'FunctionCall',
  'EventDispatch',
  'TimerFire',
  'FireIdleCallback',
  'FireAnimationFrame',
  'RunMicrotasks',
  'XHRReadyStateChange',
  'XHRLoad',
  'MinorGC',
  'MajorGC',
])

const SECONDS = 5

/** `slower`: how many times slower than it is the processor is made to look. */
export async function load(browser: Browser, site: Site, sdk: Sdk, slower: number): Promise<Load> {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await page.goto(`${site.url}/page`)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower })
    await browser.startTracing(page, { categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel', 'v8', '__metadata'] })
    site.asked = []
    await page.goto(`${site.url}/load/${sdk}`)
    await page.waitForTimeout(SECONDS * 1000)
    // A page on which nothing happened would look fast.
    for (const path of [/\/config(\.js)?$/, /^\/flags\/$/, /\/e\/$/])
      if (!site.asked.some((asked) => path.test(asked))) throw new Error(`${sdk} asked for nothing like ${path}: ${site.asked.join(' ')}`)
    const trace = JSON.parse(String(await browser.stopTracing())) as { traceEvents: Entry[] }
    return ofTrace(trace.traceEvents, `${sdk}.js`)
  } finally {
    await context.close()
  }
}

interface Entry {
  name: string
  ph: string
  pid: number
  tid: number
  /** Microseconds. */
  ts: number
  dur?: number
  args?: { data?: { url?: string } }
}

export function ofTrace(entries: Entry[], script: string): Load {
  const evaluated = entries.find(({ name, args }) => name === 'EvaluateScript' && args?.data?.url?.endsWith(script))
  if (!evaluated) throw new Error(`${script} was not evaluated`)
  const end = evaluated.ts + SECONDS * 1e6
  const here = entries.filter(({ ph, pid, tid, ts }) => ph === 'X' && pid === evaluated.pid && tid === evaluated.tid && ts < end)
  const tasks = here.filter(({ name }) => /(^|::)RunTask$/.test(name))
  const work = here.filter(({ name }) => SCRIPT.has(name))
  const own = outermost(tasks).map((task) => length(work.filter(({ ts }) => ts >= task.ts && ts < task.ts + (task.dur ?? 0))))
  return { busy: sum(own) / 1000, longest: Math.max(0, ...own) / 1000, long: own.filter((time) => time > 50_000).length }
}

/** Tasks can be told twice, and nested. */
function outermost(tasks: Entry[]): Entry[] {
  let until = -Infinity
  return [...tasks]
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))
    .filter(({ ts, dur = 0 }) => {
      if (ts < until) return false
      until = ts + dur
      return true
    })
}

/** Microseconds in which any of them is at work. */
function length(work: Entry[]): number {
  let [time, until] = [0, -Infinity]
  for (const { ts, dur = 0 } of [...work].sort((a, b) => a.ts - b.ts)) {
    time += Math.max(0, ts + dur - Math.max(ts, until))
    until = Math.max(until, ts + dur)
  }
  return time
}

const sum = (values: number[]): number => values.reduce((all, value) => all + value, 0)
