// Thousands of events through a random mix of the accidents, in many short visits of one visitor, sometimes in two tabs. At the end each event has
// arrived, or the ledger names it dropped; and the ledger is true to the last event.
//
// Two things are left out because nothing on the page can know of them. An outage that begins in the very moment in which the page is left: a beacon
// that was handed to the browser between two good answers counts as delivered. And a browser that is killed before a next page has taken over what the
// last tick of one before left in localStorage: Chromium writes that to the disk after five seconds, and where much is written, after up to a minute.
// For the same reason a ledger only has to add up after a kill.
import { setTimeout as rest } from 'node:timers/promises'
import { expect, test, type Page } from '@playwright/test'
import type { Mood } from './support/collector.ts'
import { MIX, MIX_KILLED } from './support/further.ts'
import { Random } from './support/random.ts'
import { expectAgreement, tell } from './support/result.ts'
import { isRing, seed } from './support/run.ts'
import { Stand, until, type Then } from './support/stand.ts'

const EVENTS = 10_000
const EVENTS_KILLED = 3000
/** Milliseconds until a page has taken over what others left, and stored it to last. */
const TAKEN_OVER = 5000
/** No new visit begins after so many milliseconds. */
const LIMIT = 15 * 60_000

type Trouble = Mood | 'offline'
type End = Then | 'kill'

interface Visit {
  trouble: Trouble
  /** The trouble is there before the page is. */
  early: boolean
  /** Captured until the trouble is known, and in the tick in which the visit ends. */
  first: number
  last: number
  end: End
  /** A second tab, which stays open for some visits, captures so many too. */
  beside: number
}

function draw(random: Random, left: number, kills: boolean): Visit {
  const trouble = random.oneOf<Trouble>([['well', 9], ['resets', 4], ['unavailable', 3], ['offline', 2], ['acknowledges, then drops', 1], ['keeps, then drops', 1]])
  const first = random.within(1, Math.min(left, 80))
  // Without a network there is no page to go to.
  const leave = trouble === 'offline' ? 0 : 3
  return {
    trouble,
    early: trouble !== 'offline' && random.chance(0.3),
    first,
    last: Math.min(left - first, random.within(0, 80)),
    end: random.oneOf<End>([['leave', leave], ['close', 4], ['shut', 1], ['crash', 2], ['kill', kills ? 2 : 0], ['stay', 3]]),
    beside: random.chance(0.25) ? random.within(1, 20) : 0,
  }
}

/** The second tab of the visitor, and for how many visits it is still open. */
interface Beside {
  page: Page | undefined
  visits: number
}

async function play(stand: Stand, { trouble, early, first, last, end, beside }: Visit, second: Beside): Promise<void> {
  const { collector } = stand
  const befall = async (): Promise<void> => {
    if (trouble === 'offline') await stand.browser.context.setOffline(true)
    else collector.mood = trouble
  }
  const isOut = trouble === 'resets' || trouble === 'unavailable'
  const known = collector.refused
  if (end === 'kill' && second.page) {
    // It would lead, and so look for what others left in its own time.
    await stand.capture(second.page, 0, 'close')
    second.page = undefined
  }
  if (early) await befall()
  const page = await stand.open()
  if (end === 'kill') await rest(TAKEN_OVER)
  if (!early) await befall()
  await stand.capture(page, first)
  if (second.page && beside) await stand.capture(second.page, beside)
  // The page has to know of the outage before it is left: see above.
  if (isOut) await stand.untilRefused(collector.refused > known ? 0 : 1)
  if (trouble === 'offline') await rest(500)
  if (end === 'kill') {
    await stand.capture(page, last)
    // Until then an event may be in the browser's memory only.
    await rest(1500)
    await stand.browser.kill()
    second.page = undefined
    collector.mood = 'well'
    await stand.relaunch()
    return
  }
  await stand.capture(page, last, end)
  // What was handed over to a server that takes it is on its way.
  if (!isOut) await rest(500)
  if (trouble === 'offline') await stand.browser.context.setOffline(false)
  collector.mood = 'well'
  if (end === 'leave') await page.close()
  if (end === 'stay') {
    await rest(1000)
    await stand.capture(page, 0, 'close')
    await rest(500)
  }
}

/** Opens the second tab at times, and closes it again while all is well. */
async function tend(stand: Stand, random: Random, second: Beside): Promise<void> {
  if (second.page && --second.visits <= 0) {
    await stand.capture(second.page, 0, 'close')
    await rest(500)
    second.page = undefined
  }
  if (!second.page && random.chance(0.15)) {
    second.page = await stand.open()
    second.visits = random.within(2, 6)
  }
}

for (const [name, kills] of isRing ? [] : ([[MIX, false], [MIX_KILLED, true]] as const)) {
  test(`prickle: ${name}`, async ({}, info) => {
    test.skip(info.repeatEachIndex > 0, 'the same seed, the same mix')
    test.setTimeout(LIMIT + 240_000)
    const random = new Random(seed)
    const events = kills ? EVENTS_KILLED : EVENTS
    const stand = await Stand.start('prickle', {
      options: {
        capture_pageview: false,
        capture_pageleave: false,
        request_queue_config: { flush_interval_ms: 250 },
        // More than ever waits: what is evicted would hide what is lost.
        outbox: { max_bytes: 50_000_000 },
        rate_limiting: { events_per_second: 10_000, events_burst_limit: 100_000 },
      },
    })
    const { collector } = stand
    const visits: string[] = []
    const second: Beside = { page: undefined, visits: 0 }
    try {
      for (const end = Date.now() + LIMIT; stand.captured < events && Date.now() < end; ) {
        await tend(stand, random, second)
        const visit = draw(random, events - stand.captured, kills)
        visits.push(`${visits.length + 1}: from ${stand.captured} ${JSON.stringify(visit)}`)
        await play(stand, visit, second)
        if (visits.length % 20 === 0) process.stdout.write(`${name}: ${visits.length} visits, ${stand.captured} events, ${collector.arrived.size} arrived\n`)
      }
      const page = await stand.comeBack()
      await until(async () => collector.arrived.size === stand.captured || (await stand.ledger(page))?.pending === 0, 120_000)
      await rest(5000)
      const { arrived } = collector
      const missing = Array.from({ length: stand.captured }, (_, n) => n).filter((n) => !arrived.has(n))
      await info.attach('visits', { body: visits.join('\n'), contentType: 'text/plain' })
      await info.attach('missing', { body: missing.join(' '), contentType: 'text/plain' })
      const { ledger } = await tell(info, name, stand, page, `seed ${seed}`)
      expect(missing.length, `events that never arrived, of ${stand.captured}; the ledger: ${JSON.stringify(ledger)}`).toBe(0)
      await expectAgreement(stand, page, !kills)
    } finally {
      await stand.stop()
    }
  })
}
