// What a run found out, and how it gets from the worker that played it to the report.
import { expect, type TestInfo } from '@playwright/test'
import type { Page } from '@playwright/test'
import type { Sdk } from '../../e2e/support/env.ts'
import type { Ledger, Stand } from './stand.ts'

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

export function expectBalanced({ captured, delivered, pending, dropped }: Ledger): void {
  expect(captured, `captured = delivered ${delivered} + pending ${pending} + dropped ${JSON.stringify(dropped)}`).toBe(delivered + pending + sum(dropped))
}
