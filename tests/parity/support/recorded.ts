// The runs of posthog-js, kept in files, so that the usual run plays prickle only. They are written to be read: one request or stored entry a
// line, and of an event's properties only what is particular to it. The rest stands once at the top, as `usual`.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { here } from './scenarios.ts'
import type { Normal } from './normal.ts'

export const fileOf = (scenario: string): string => join(here, 'recorded', `${scenario}.json`)

export function recorded(scenario: string): Normal | null {
  try {
    const { usual, ...run } = JSON.parse(readFileSync(fileOf(scenario), 'utf8')) as Kept
    return mapped(run, (value) => unfolded(value, usual)) as Normal
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

export function record(scenario: string, run: Normal): void {
  const usual = usualOf(run)
  const kept: Kept = { usual, ...(mapped(run, (value) => folded(value, usual)) as Normal) }
  mkdirSync(dirname(fileOf(scenario)), { recursive: true })
  writeFileSync(fileOf(scenario), `${laidOut(kept, 0)}\n`)
}

type Properties = Record<string, unknown>
type Kept = Normal & { usual: Properties }

const isMap = (value: unknown): value is Properties => value !== null && typeof value === 'object' && !Array.isArray(value)
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** The properties of an event have these. */
const isProperties = (value: unknown): value is Properties => isMap(value) && '$lib' in value && 'token' in value

/** In a folded list of properties: that it is one, and which of the usual ones it lacks. */
const FOLD = '…'

/** What most events of a run have alike. */
function usualOf(run: Normal): Properties {
  const counts = new Map<string, number>()
  let events = 0
  mapped(run, (value) => {
    if (isProperties(value)) {
      events++
      for (const entry of Object.entries(value)) counts.set(JSON.stringify(entry), (counts.get(JSON.stringify(entry)) ?? 0) + 1)
    }
    return value
  })
  const most = [...counts].filter(([, count]) => count * 2 > events).map(([entry]) => JSON.parse(entry) as [string, unknown])
  return Object.fromEntries(most.sort(([a], [b]) => (a < b ? -1 : 1)))
}

function folded(value: unknown, usual: Properties): unknown {
  if (!isProperties(value)) return value
  const own = Object.entries(value).filter(([key, entry]) => !(key in usual && same(usual[key], entry)))
  return { ...Object.fromEntries(own), [FOLD]: Object.keys(usual).filter((key) => !(key in value)) }
}

function unfolded(value: unknown, usual: Properties): unknown {
  if (!isMap(value) || !(FOLD in value)) return value
  const { [FOLD]: lacks, ...own } = value
  const rest = Object.entries(usual).filter(([key]) => !(lacks as string[]).includes(key))
  const all = Object.entries({ ...Object.fromEntries(rest), ...own })
  return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Every value inside, the inner ones first. */
function mapped(value: unknown, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return change(value.map((entry) => mapped(entry, change)))
  if (!isMap(value)) return change(value)
  return change(Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, mapped(entry, change)])))
}

const WIDTH = 140

/** Events, and properties of events, stay in one line. */
const isWhole = (value: object): boolean => 'event' in value || '$lib' in value || FOLD in value

function laidOut(value: unknown, depth: number): string {
  const line = JSON.stringify(value)
  if (value === null || typeof value !== 'object' || isWhole(value) || line.length <= WIDTH - 2 * depth) return line
  const inner = '  '.repeat(depth + 1)
  const entries = Array.isArray(value)
    ? value.map((entry) => inner + laidOut(entry, depth + 1))
    : Object.entries(value).map(([key, entry]) => `${inner}${JSON.stringify(key)}: ${laidOut(entry, depth + 1)}`)
  const [left, right] = Array.isArray(value) ? '[]' : '{}'
  return `${left}\n${entries.join(',\n')}\n${'  '.repeat(depth)}${right}`
}
