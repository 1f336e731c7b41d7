// The README's table of what `cargo xtask loss` found.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { described, type Machine } from '../bench/machine.ts'
import { root } from '../e2e/support/env.ts'

export interface Row {
  accident: string
  /** None where it is about what only prickle has. */
  posthog?: string | undefined
  prickle?: string | undefined
}

/** What docs/loss.json holds. */
export interface Kept {
  /** `2026-11-23` */
  date: string
  browser: string
  machine: Machine
  rounds: number
  rows: Row[]
}

const README = join(root, 'README.md')
const BEGIN = '<!-- loss: written by `cargo xtask loss` -->\n'
const END = '<!-- /loss -->'

export function writeReadme(kept: Kept): void {
  const readme = readFileSync(README, 'utf8')
  const [before, after] = [readme.indexOf(BEGIN), readme.indexOf(END)]
  if (before < 0 || after < before) throw new Error(`README.md has no place for the table: ${BEGIN} … ${END}`)
  writeFileSync(README, readme.slice(0, before + BEGIN.length) + table(kept) + readme.slice(after))
}

function table({ date, browser, machine, rounds, rows }: Kept): string {
  const often = rounds === 1 ? 'Once each' : `The worst of ${rounds} rounds`
  return [
    `${often}, on ${date}, ${described(machine)}, ${browser}.`,
    '',
    '| accident | posthog-js 1.449.2 | prickle |',
    '|---|---|---|',
    ...rows.map(({ accident, posthog, prickle }) => `| ${accident} | ${posthog ?? ''} | ${prickle ?? ''} |`),
    '',
  ].join('\n')
}
