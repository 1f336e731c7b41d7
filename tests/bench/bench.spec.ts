// Both SDKs in one browser, by turns, in fresh pages; medians over the rounds, and their ratio, which is what can be compared between machines.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { chromium, test } from '@playwright/test'
import { arrayJs, chromiumArgs, chromiumPath, root, type Sdk } from '../e2e/support/env.ts'
import { GROUPS, measured, ratioShown, shown, type Figures } from './figures.ts'
import { load } from './load.ts'
import { machine } from './machine.ts'
import { measures } from './measure.ts'
import { isBusy, REPORT, writeReport } from './report.ts'
import { Site } from './site.ts'
import { writes } from './writes.ts'

const ROUNDS = Number(process.env.PRICKLE_ROUNDS ?? 9)
const SLOWER = 6

test('prickle beside posthog-js', async () => {
  const on = await machine()
  const site = await Site.start()
  const browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumArgs })
  const rounds: Record<Sdk, Figures[]> = { prickle: [], posthog: [] }
  const counted: Record<Sdk, Pick<Figures, 'writes' | 'writesBusy' | 'download'>> = {} as never
  for (const sdk of ['prickle', 'posthog'] as const) {
    const [steady, busy] = [await writes(browser, site, sdk, 1), await writes(browser, site, sdk, 10)]
    counted[sdk] = { writes: steady, writesBusy: busy, download: brotli(readFileSync(arrayJs(sdk))) / 1000 }
  }
  for (let round = 0; round < ROUNDS; round++) {
    // Who goes first changes, so that nobody profits from a warm browser.
    const order: Sdk[] = round % 2 ? ['prickle', 'posthog'] : ['posthog', 'prickle']
    for (const sdk of order) {
      const page = await measures(browser, site, sdk)
      const { busy } = await load(browser, site, sdk, 1)
      const { longest, long } = await load(browser, site, sdk, SLOWER)
      rounds[sdk].push({ ...page, ...counted[sdk], busy, longest, long })
    }
    process.stdout.write(`round ${round + 1} of ${ROUNDS}\n`)
  }
  const version = browser.version()
  await browser.close()
  await site.stop()
  const rows = GROUPS.flatMap((group) => group.rows).map((row) => {
    const of = (sdk: Sdk): number[] => rounds[sdk].map((figures) => figures[row.key])
    return measured(row, of('posthog'), of('prickle'))
  })
  const line = (what: string, ...cells: string[]): string => `${what.padEnd(66)}${cells.map((cell) => cell.padStart(12)).join('')}`
  const lines = [line('', 'posthog-js', 'prickle', 'ratio', 'goal')]
  for (const { what, full = what, unit, theirs, ours, ratio, goal } of rows)
    lines.push(line(full.replace(/<\/?code>/g, ''), shown(theirs.median, unit), shown(ours.median, unit), ratioShown(ratio), goal ? `≤ ${goal}` : ''))
  process.stdout.write(`\n${lines.join('\n')}\n\nmedians of ${ROUNDS} rounds\n`)
  const folder = join(root, 'target/bench')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'bench.json'), JSON.stringify({ rounds: ROUNDS, table: rows, all: rounds }, null, 2))
  writeReport({ date: new Date().toISOString().slice(0, 10), browser: `Chromium ${version.split('.')[0]}`, machine: on, rounds: ROUNDS, rows })
  if (isBusy(on)) process.stdout.write('The machine was busy with other work: do not keep these figures.\n')
  process.stdout.write(`report: ${REPORT}\n`)
})

const brotli = (bytes: Buffer): number =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length
