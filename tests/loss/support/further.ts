// Accidents that are about prickle's outbox alone: several tabs, the site's storage, the clock, and a collector that is neither well nor down.
import { setTimeout as rest } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { EVENTS, type Accident } from './accidents.ts'
import type { Mood } from './collector.ts'
import type { Described, Stand } from './stand.ts'

interface Further extends Accident {
  described?: Described
}

export const MIX = 'a random mix of all of these'
export const MIX_KILLED = 'the same, the browser killed at times'

export const FURTHER: Further[] = [
  {
    name: 'outage, two tabs open until it is over',
    healthy: true,
    async play(stand) {
      const [one, other] = [await stand.open(), await stand.open()]
      stand.collector.mood = 'resets'
      await stand.capture(one, EVENTS)
      await stand.capture(other, EVENTS)
      await rest(15_000)
      stand.collector.mood = 'well'
      return other
    },
  },
  {
    name: 'outage, two tabs, one closed and never reopened',
    healthy: true,
    async play(stand) {
      const [one, other] = [await stand.open(), await stand.open()]
      stand.collector.mood = 'unavailable'
      await stand.capture(one, EVENTS)
      await stand.untilRefused()
      await stand.capture(one, 0, 'close')
      await stand.capture(other, EVENTS)
      await stand.untilRefused()
      stand.collector.mood = 'well'
      return other
    },
  },
  {
    name: 'outage that one tab knows of, the other closed in the tick in which it captures',
    async play(stand) {
      const [one, other] = [await stand.open(), await stand.open()]
      stand.collector.mood = 'resets'
      await stand.capture(one, EVENTS)
      await stand.untilRefused()
      await stand.capture(other, EVENTS, 'close')
      await rest(1000)
      stand.collector.mood = 'well'
      return one
    },
  },
  {
    name: 'localStorage filled by the site, outage, tab closed, reopened',
    // Nor can the ledger of the closed tab be stored.
    forgets: true,
    described: { before: fill },
    async play(stand) {
      const page = await stand.open()
      const before = await kept(page)
      if (before.length < 2 || !before.full) throw new Error(`localStorage is not full: ${before.length} characters`)
      stand.collector.mood = 'resets'
      await stand.capture(page, EVENTS)
      await stand.untilRefused()
      await stand.capture(page, 0, 'close')
      stand.collector.mood = 'well'
      const back = await stand.comeBack()
      const after = await kept(back)
      if (after.length !== before.length) throw new Error(`of ${before.length} characters of the site ${after.length} are left`)
      return back
    },
  },
  {
    name: 'clock an hour ahead and back in an outage, same tab',
    described: { before: jumping },
    play: jumps,
  },
  {
    name: 'clock an hour ahead and back in an outage, tab closed, reopened',
    described: { before: jumping },
    async play(stand) {
      await stand.capture(await jumps(stand, 'resets'), 0, 'close')
      stand.collector.mood = 'well'
      return stand.comeBack()
    },
  },
  {
    name: 'collector acknowledges, then drops the connection',
    play: (stand) => strange(stand, 'acknowledges, then drops'),
  },
  {
    name: 'collector keeps the events and drops the connection unanswered for 20 s',
    play: (stand) => strange(stand, 'keeps, then drops'),
  },
  {
    name: 'tab closed by its own script in the same tick, reopened',
    async play(stand) {
      await stand.capture(await stand.open(), EVENTS, 'shut')
      await rest(1000)
      return stand.comeBack()
    },
  },
]

async function strange(stand: Stand, mood: Mood): Promise<Page> {
  const page = await stand.open()
  stand.collector.mood = mood
  await stand.capture(page, EVENTS)
  await rest(20_000)
  stand.collector.mood = 'well'
  return page
}

async function jumps(stand: Stand, then: Mood = 'well'): Promise<Page> {
  const page = await stand.open()
  stand.collector.mood = 'resets'
  const hour = 3_600_000
  for (const ahead of [0, hour, 0, -hour]) {
    await page.evaluate((ahead) => (window as any).jump(ahead), ahead)
    await stand.capture(page, EVENTS / 4)
    await stand.untilRefused()
  }
  stand.collector.mood = then
  return page
}

/** The site's own entries, to the last character that the browser takes. On the page, before the SDK; a second visit finds them. */
function fill(): void {
  if (localStorage.getItem('site_0')) return
  let piece = 'x'.repeat(2 ** 20)
  for (let entry = 0; piece; ) {
    try {
      localStorage.setItem(`site_${entry}`, piece)
      entry++
    } catch {
      piece = piece.slice(0, piece.length >> 1)
    }
  }
}

function kept(page: Page): Promise<{ length: number; full: boolean }> {
  return page.evaluate(() => {
    const length = Object.entries(localStorage).reduce((all, [name, text]) => all + (name.startsWith('site_') ? String(text).length : 0), 0)
    try {
      localStorage.setItem('more', 'x'.repeat(64))
      localStorage.removeItem('more')
      return { length, full: false }
    } catch {
      return { length, full: true }
    }
  })
}

/** Gives the page a clock that the test can set: `jump(milliseconds)`. Timers go on as they are. */
function jumping(): void {
  const now = Date.now.bind(Date)
  let ahead = 0
  Date.now = () => now() + ahead
  Date = new Proxy(Date, { construct: (target, args) => (args.length ? Reflect.construct(target, args) : new target(target.now())) as Date })
  ;(window as any).jump = (by: number) => (ahead = by)
}
