// Both SDKs in one browser, by turns, in fresh pages; medians over the rounds, and their ratio, which is what can be compared between machines.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, test } from '@playwright/test'
import { chromiumArgs, chromiumPath, root, type Sdk } from '../e2e/support/env.ts'
import { measures, type Measures } from './measure.ts'
import { Site } from './site.ts'

const ROUNDS = Number(process.env.PRICKLE_ROUNDS ?? 9)

const ROWS: [keyof Measures, string, string][] = [
  ['evaluation', 'ms', 'script evaluation'],
  ['init', 'ms', 'init'],
  ['first', 'ms', 'first capture'],
  ['start', 'ms', 'all three'],
  ['small', 'µs', 'capture with 10 properties'],
  ['large', 'µs', 'capture with 200 properties'],
  ['click', 'µs', 'autocaptured click, list of 20 rows'],
  ['deepClick', 'µs', 'autocaptured click, 5,000 nodes'],
  ['heap', 'KB', 'memory after init and 450 events'],
  ['wire', 'KB', 'sent for the same 1,000 events'],
]

test('prickle beside posthog-js', async () => {
  const site = await Site.start()
  const browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumArgs })
  const rounds: Record<Sdk, Measures[]> = { prickle: [], posthog: [] }
  for (let round = 0; round < ROUNDS; round++) {
    // Who goes first changes, so that nobody profits from a warm browser.
    const order: Sdk[] = round % 2 ? ['prickle', 'posthog'] : ['posthog', 'prickle']
    for (const sdk of order) rounds[sdk].push(await measures(browser, site, sdk))
    process.stdout.write(`round ${round + 1} of ${ROUNDS}\n`)
  }
  await browser.close()
  await site.stop()
  const table = ROWS.map(([key, unit, what]) => {
    const [theirs, ours] = (['posthog', 'prickle'] as const).map((sdk) => median(rounds[sdk].map((measured) => measured[key])))
    return { what, unit, theirs: theirs ?? 0, ours: ours ?? 0, ratio: (ours ?? 0) / (theirs ?? 1) }
  })
  const line = (what: string, ...cells: string[]): string => `${what.padEnd(40)}${cells.map((cell) => cell.padStart(12)).join('')}`
  const lines = [line('', 'posthog-js', 'prickle', 'ratio')]
  for (const { what, unit, theirs, ours, ratio } of table) lines.push(line(`${what}, ${unit}`, theirs.toFixed(1), ours.toFixed(1), ratio.toFixed(2)))
  process.stdout.write(`\n${lines.join('\n')}\n\nmedians of ${ROUNDS} rounds\n`)
  const folder = join(root, 'target/bench')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'bench.json'), JSON.stringify({ rounds: ROUNDS, table }, null, 2))
})

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
