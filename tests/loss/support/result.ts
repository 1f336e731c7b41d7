// What a run found out, and how it gets from the worker that played it to the report.
import { expect, test, type TestInfo } from '@playwright/test'
import type { Page } from '@playwright/test'
import type { Sdk } from '../../e2e/support/env.ts'
import { until, type Ledger, type Stand } from './stand.ts'

export interface Result {
  sdk: Sdk
  accident: string
  /** How many of the events ever arrived, of how many. */
  arrived: number
  captured: number
  /** How many came more than once. */
  twice: number
  ledger?: Ledger | undefined
  /** What else there is to say. */
  more?: string
}

/** Tells the report; says in the log what the collector saw, for whoever has to find out why. */
export async function tell(info: TestInfo, accident: string, stand: Stand, page: Page, more?: string): Promise<Result> {
  const { arrived, twice, garbled, changed, log } = stand.collector
  const ledger = await stand.ledger(page)
  const result: Result = { sdk: stand.sdk, accident, arrived: arrived.size, captured: stand.captured, twice, ledger, ...(more ? { more } : {}) }
  await info.attach('loss', { body: JSON.stringify(result), contentType: 'application/json' })
  await info.attach('requests', { body: log.join('\n'), contentType: 'text/plain' })
  expect(garbled, 'bodies that cannot be read').toEqual([])
  if (stand.sdk === 'prickle') expect(changed, 'sent again as it was').toEqual([])
  return result
}

export const sum = (dropped: Record<string, number>): number => Object.values(dropped).reduce((all, count) => all + count, 0)

/** What the SDK says of its deliveries is what came; `exact` where the browser has forgotten nothing. */
export async function expectAgreement(stand: Stand, page: Page, exact = true): Promise<void> {
  const agrees = async (): Promise<boolean> => {
    const ledger = await stand.ledger(page)
    return ledger?.pending === 0 && (!exact || ledger.delivered === stand.collector.distinct.size)
  }
  // A page that went at the wrong moment may look alive for a while; whoever looks for what others left looks again after a minute.
  if (!(await until(agrees, 75_000))) await test.info().attach('left', { body: JSON.stringify(await left(page), null, 1), contentType: 'application/json' })
  const ledger = await stand.ledger(page)
  if (!ledger) throw new Error('there is no ledger')
  const { captured, delivered, pending, dropped } = ledger
  const text = `delivered ${delivered} + pending ${pending} + dropped ${JSON.stringify(dropped)}`
  expect(captured, `captured = ${text}`).toBe(delivered + pending + sum(dropped))
  expect(pending, 'events that still wait').toBe(0)
  if (exact) expect(delivered, `events that came, in the ledger ${text}`).toBe(stand.collector.distinct.size)
}

/** What is stored of the outbox, and who is there. */
function left(page: Page): Promise<object> {
  return page.evaluate(async () => {
    const locks = await navigator.locks.query()
    const entries = Object.entries(localStorage).filter(([name]) => name.includes('_outbox'))
    return { now: Date.now(), locks, entries: Object.fromEntries(entries.map(([name, text]) => [name, String(text).slice(0, 3000)])) }
  })
}
