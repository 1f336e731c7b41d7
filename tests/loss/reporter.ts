// The table on the terminal; and, of a whole run, docs/loss.json and the README's table of the same figures.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter'
import { machine } from '../bench/machine.ts'
import { chromiumPath, root, type Sdk } from '../e2e/support/env.ts'
import { writeReadme, type Kept, type Row } from './readme.ts'
import { ACCIDENTS } from './support/accidents.ts'
import { FURTHER, MIX, MIX_KILLED } from './support/further.ts'
import type { Result } from './support/result.ts'
import { isKept, rounds, seed } from './support/run.ts'

const FOLDER = join(root, 'target/loss')

/** In which order they are shown. */
const NAMES = [...[...ACCIDENTS, ...FURTHER].map(({ name }) => name), MIX, MIX_KILLED]

export default class Report implements Reporter {
  private readonly results: Result[] = []

  onTestEnd({ title }: TestCase, { attachments }: TestResult): void {
    const told = attachments.find(({ name }) => name === 'loss')?.body
    if (told) this.results.push(JSON.parse(told.toString()) as Result)
    // What the collector saw, and what was done: for whoever has to find out why.
    const texts = attachments.map(({ name, body }) => `${name}\n${body?.toString() ?? ''}\n`)
    mkdirSync(FOLDER, { recursive: true })
    writeFileSync(join(FOLDER, `${title.replace(/\W+/g, '-')}.txt`), texts.join('\n'))
  }

  async onEnd({ status }: FullResult): Promise<void> {
    if (!this.results.length) return
    const rows = this.rows()
    const wide = Math.max(...rows.map(({ accident }) => accident.length)) + 2
    const lines = rows.map(({ accident, posthog, prickle }) => `${accident.padEnd(wide)}${(posthog ?? '').padStart(14)}${(prickle ?? '').padStart(20)}`)
    process.stdout.write(`\n${''.padEnd(wide)}${'posthog-js'.padStart(14)}${'prickle'.padStart(20)}\n${lines.join('\n')}\n\nseed of the mix: ${seed}\n`)
    mkdirSync(FOLDER, { recursive: true })
    writeFileSync(join(FOLDER, 'loss.json'), JSON.stringify({ seed, results: this.results }, null, 2))
    if (!isKept) return
    if (rows.length < NAMES.length || status === 'interrupted' || status === 'timedout') {
      process.stdout.write('Not everything was played, so neither docs/loss.json nor README.md is written.\n')
      return
    }
    const kept: Kept = { date: new Date().toISOString().slice(0, 10), browser: browser(), machine: await machine(), rounds, rows }
    writeFileSync(join(root, 'docs/loss.json'), `${JSON.stringify(kept, null, 2)}\n`)
    writeReadme(kept)
    process.stdout.write('written: docs/loss.json, README.md\n')
  }

  private rows(): Row[] {
    const rows = NAMES.map((accident) => {
      const cell = (sdk: Sdk): string | undefined => shown(this.results.filter((result) => result.sdk === sdk && result.accident === accident))
      return { accident, posthog: cell('posthog'), prickle: cell('prickle') }
    })
    return rows.filter(({ posthog, prickle }) => posthog || prickle)
  }
}

/** The worst of the rounds. */
function shown(results: Result[]): string | undefined {
  const [worst] = [...results].sort((a, b) => a.arrived - b.arrived || b.twice - a.twice)
  if (!worst) return undefined
  const { arrived, captured, twice, more } = worst
  return [`${count(arrived)} of ${count(captured)}`, ...(twice ? [`${count(twice)} twice`] : []), ...(more ? [more] : [])].join(', ')
}

const count = (number: number): string => number.toLocaleString('en')

function browser(): string {
  const told = spawnSync(chromiumPath, ['--version'], { encoding: 'utf8' }).stdout
  return `Chromium ${/(\d+)\.\d/.exec(told)?.[1] ?? ''}`.trim()
}
