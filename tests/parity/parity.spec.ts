// Each scenario is played on prickle and compared with posthog-js: with its recorded run, or with a fresh one in the same browser (PRICKLE_FRESH),
// which is then recorded. Scenarios of several pages are also played with a change of SDK after the first page, in both directions.
import type { Sdk } from '../e2e/support/env.ts'
import { differences, type Difference } from './support/compare.ts'
import { expect, test } from './support/fixtures.ts'
import { normal, type Normal } from './support/normal.ts'
import { play, type Cast } from './support/play.ts'
import { record, recorded } from './support/recorded.ts'
import type { Scenario } from './support/scenario.ts'
import { names, scenarios } from './support/scenarios.ts'

/** What the report is made of. */
export interface Result {
  scenario: string
  about: string
  /** Who played: `prickle`, or who came after whom. */
  casts: { cast: string; differences: Difference[] }[]
}

const fresh = Boolean(process.env.PRICKLE_FRESH)
const all = await scenarios()

/** The first of each folder, where only a sample is played. */
const folder = (name: string): string => name.slice(0, name.lastIndexOf('/'))
const played = process.env.PRICKLE_SAMPLE ? all.filter(({ name }, at) => folder(name) !== folder(all[at - 1]?.name ?? '')) : all

for (const { name, scenario } of played) {
  test(name, async ({ world, chrome }, info) => {
    const on = async (cast: Cast): Promise<Normal> => normal(await play(scenario, cast, chrome, world))
    if (fresh) record(name, await on(() => 'posthog'))
    if (process.env.PRICKLE_FRESH === 'record') return
    const theirs = recorded(name)
    if (!theirs) throw new Error(`there is no recorded run of ${name}: cargo xtask parity --fresh ${name}`)
    const result: Result = { scenario: name, about: scenario.about, casts: [] }
    for (const [title, cast] of castsOf(scenario)) {
      result.casts.push({ cast: title, differences: differences(name, theirs, await on(cast)) })
    }
    await info.attach('parity', { body: JSON.stringify(result), contentType: 'application/json' })
    for (const { cast, differences } of result.casts) {
      expect.soft(differences.filter(({ intended }) => intended === undefined).map(line), cast).toEqual([])
    }
  })
}

test('recorded runs belong to scenarios', () => {
  expect(names('recorded', '.json')).toEqual(all.map(({ name }) => name))
})

const line = ({ at, theirs = 'nothing', ours = 'nothing' }: Difference): string => `${at}\n  posthog-js  ${theirs}\n  here        ${ours}`

function castsOf({ steps, swap }: Scenario): [string, Cast][] {
  const pages = steps.filter((step) => typeof step === 'object' && 'open' in step).length
  const change = (first: Sdk, then: Sdk): Cast => (visit) => (visit === 0 ? first : then)
  const casts: [string, Cast][] = [['prickle', () => 'prickle']]
  if (swap ?? pages > 1) {
    casts.push(['prickle after posthog-js', change('posthog', 'prickle')], ['posthog-js after prickle', change('prickle', 'posthog')])
  }
  return casts
}
