// The table: each accident happens to both SDKs. What becomes of posthog-js is shown; prickle has to bring all events, and where nothing went
// wrong, none twice.
import { expect, test } from '@playwright/test'
import type { Sdk } from '../e2e/support/env.ts'
import { ACCIDENTS } from './support/accidents.ts'
import { expectAgreement, tell } from './support/result.ts'
import { isRing } from './support/run.ts'
import { Stand } from './support/stand.ts'

const sdks: Sdk[] = isRing ? ['prickle'] : ['prickle', 'posthog']

for (const sdk of sdks) {
  for (const { name, healthy, ring, forgets, play } of ACCIDENTS) {
    if (isRing && !ring) continue
    test(`${sdk}: ${name}`, async ({}, info) => {
      const stand = await Stand.start(sdk)
      try {
        const page = await play(stand)
        await stand.untilArrived(45_000, healthy ? 5000 : 2000)
        const { arrived, captured, twice } = await tell(info, name, stand, page)
        if (sdk !== 'prickle') return
        expect(arrived, 'events that arrived').toBe(captured)
        if (healthy) expect(twice, 'events that came more than once').toBe(0)
        await expectAgreement(stand, page, !forgets)
      } finally {
        await stand.stop()
      }
    })
  }
}
