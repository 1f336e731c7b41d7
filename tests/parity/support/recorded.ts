// The runs of posthog-js, kept in files, so that the usual run plays prickle only. Written one request or stored entry a line, to be read and
// to show in a diff what changed.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { here } from './scenarios.ts'
import type { Normal } from './normal.ts'

export const fileOf = (scenario: string): string => join(here, 'recorded', `${scenario}.json`)

export function recorded(scenario: string): Normal | null {
  try {
    return JSON.parse(readFileSync(fileOf(scenario), 'utf8')) as Normal
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

export function record(scenario: string, run: Normal): void {
  mkdirSync(dirname(fileOf(scenario)), { recursive: true })
  writeFileSync(fileOf(scenario), `${laidOut(run, 0)}\n`)
}

const WIDTH = 140

/** The deepest that is still broken into lines: an event's fields are not. */
const DEPTH = 7

function laidOut(value: unknown, depth: number): string {
  const line = JSON.stringify(value)
  if (value === null || typeof value !== 'object' || depth >= DEPTH || line.length <= WIDTH - 2 * depth) return line
  const inner = '  '.repeat(depth + 1)
  const entries = Array.isArray(value)
    ? value.map((entry) => inner + laidOut(entry, depth + 1))
    : Object.entries(value).map(([key, entry]) => `${inner}${JSON.stringify(key)}: ${laidOut(entry, depth + 1)}`)
  const [left, right] = Array.isArray(value) ? '[]' : '{}'
  return `${left}\n${entries.join(',\n')}\n${'  '.repeat(depth)}${right}`
}
