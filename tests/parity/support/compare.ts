// Where two runs differ, as lines that a person can read, and which of those differences are meant.
import { INTENDED, type Intended } from '../intended.ts'
import type { Normal } from './normal.ts'

export interface Difference {
  /** `steps[2] posthog.identify('a') › requests[0].body.batch[0].properties.$set` */
  at: string
  /** As JSON; undefined where it is not there. */
  theirs: string | undefined
  ours: string | undefined
  /** The name of the intended difference that this is. */
  intended?: string
}

export function differences(scenario: string, theirs: Normal, ours: Normal): Difference[] {
  const found: Difference[] = []
  const count = Math.max(theirs.steps.length, ours.steps.length)
  for (let i = 0; i < count; i++) {
    const step = (theirs.steps[i] ?? ours.steps[i])?.step ?? ''
    compare(`steps[${i}] ${step.length > 90 ? `${step.slice(0, 89)}…` : step} ›`, theirs.steps[i], ours.steps[i], found)
  }
  compare('stored', theirs.stored, ours.stored, found)
  compare('cookies', theirs.cookies, ours.cookies, found)
  for (const difference of found) {
    const meant = INTENDED.find((intended) => fits(intended, scenario, difference))
    if (meant) difference.intended = meant.name
  }
  return found
}

function fits(intended: Intended, scenario: string, { at, theirs, ours }: Difference): boolean {
  return (
    intended.scenarios.test(scenario) &&
    (intended.at?.test(at) ?? true) &&
    (intended.theirs?.test(theirs ?? '') ?? true) &&
    (intended.ours?.test(ours ?? '') ?? true)
  )
}

function compare(at: string, theirs: unknown, ours: unknown, found: Difference[]): void {
  if (JSON.stringify(theirs) === JSON.stringify(ours)) return
  if (Array.isArray(theirs) && Array.isArray(ours)) {
    for (let i = 0; i < Math.max(theirs.length, ours.length); i++) compare(`${at}[${i}]`, theirs[i], ours[i], found)
  } else if (isMap(theirs) && isMap(ours)) {
    for (const key of [...new Set([...Object.keys(theirs), ...Object.keys(ours)])]) compare(`${at}.${key}`, theirs[key], ours[key], found)
  } else if (!(at.endsWith('.expires') && near(theirs, ours))) found.push({ at, theirs: shown(theirs), ours: shown(ours) })
}

/** Within four seconds: three, and one for the fractions. */
function near(theirs: unknown, ours: unknown): boolean {
  const [a, b] = [theirs, ours].map((time) => Number(/^T\+(\d+)$/.exec(String(time))?.[1]))
  return Math.abs((a ?? NaN) - (b ?? NaN)) <= 4000
}

const isMap = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value)
const shown = (value: unknown): string | undefined => (value === undefined ? undefined : JSON.stringify(value))
