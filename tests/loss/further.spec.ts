// What only prickle does: it has to bring all events here too.
import { expect, test } from '@playwright/test'
import { FURTHER } from './support/further.ts'
import { expectAgreement, tell } from './support/result.ts'
import { isRing } from './support/run.ts'
import { Stand } from './support/stand.ts'

for (const { name, healthy, forgets, described, play } of isRing ? [] : FURTHER) {
  test(`prickle: ${name}`, async ({}, info) => {
    const stand = await Stand.start('prickle', described)
    try {
      const page = await play(stand)
      await stand.untilArrived(60_000)
      const { arrived, captured, twice } = await tell(info, name, stand, page)
      expect(arrived, 'events that arrived').toBe(captured)
      if (healthy) expect(twice, 'events that came more than once').toBe(0)
      await expectAgreement(stand, page, !forgets)
    } finally {
      await stand.stop()
    }
  })
}
