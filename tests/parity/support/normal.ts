// Makes two runs comparable. Everything that is left out or put another way is one rule below, with its reason; the README lists them from here.
import { MARK } from './mark.ts'
import type { Played, PlayedStep, StoredCookie } from './play.ts'

export interface Rule {
  name: string
  what: string
  why: string
}

/** Every rule there is. */
export const RULES: Rule[] = [
  {
    name: 'ids',
    what: 'UUIDs are numbered in the order in which they appear, with their version and the time a version 7 holds',
    why: 'they are made by chance, in whichever order an SDK needs them; which ids are the same, and when they were made, is compared',
  },
  {
    name: 'times',
    what: 'times near the run’s, in milliseconds, seconds, nanoseconds or ISO 8601, are given by their distance from its start: T+3000 (ms)',
    why: 'a run begins at the next noon or midnight, because browsers throw cookies away that have expired by their own clock',
  },
  {
    name: 'cut short',
    what: 'of a UUID that was cut to ten characters only that is told; a date that was cut to the day is the day of the run',
    why: 'they begin with the time of the run',
  },
  {
    name: 'insert ids',
    what: '$insert_id is only compared in its form',
    why: 'it is made by chance, and stands beside the event’s uuid, which is compared',
  },
  {
    name: 'fingerprints',
    what: 'of the fingerprint in the shared cookie (`f`) only the length of what it is made of is compared',
    why: 'it is made of the ids; that it is right shows where one SDK goes on after the other',
  },
  {
    name: 'own version',
    what: '$prickle_version is left out',
    why: 'it says which build of prickle sent an event, and the events are those of posthog-js otherwise',
  },
  {
    name: 'own outbox',
    what: 'entries of localStorage named `ph_<token>_outbox…` are left out',
    why: 'posthog-js keeps in memory what has not arrived; that prickle stores it is the point, and tests/e2e/outbox.spec.ts is about it',
  },
  {
    name: 'the end of cookies',
    what: 'may differ by four seconds',
    why: 'prickle writes its count of events up to three seconds after them, and cookies end at whole seconds',
  },
  {
    name: 'own parts',
    what: 'the scripts with which posthog-js completes itself are left out where prickle has what is in them: BUILT_IN',
    why: 'what they do is compared; that prickle needs no further file for it is the point',
  },
  {
    name: 'own frames',
    what: 'frames of the SDK’s own files, and of what takes the page in hand, are left out of stacks',
    why: 'where an exception brings no stack the SDK makes one, and how deep in its own code that is, and what is called what there, is no use to anyone',
  },
  {
    name: 'console',
    what: 'only errors and warnings count, not those of the browser itself (“Failed to load resource”); what is said in several pieces is joined',
    why: 'the other levels are debugging talk, the browser’s own lines are about the recording server, and consoles show the pieces joined',
  },
  {
    name: 'runs',
    what: 'a hundred and more of the same letter are written as their number',
    why: 'scenarios about large events would fill the files',
  },
  {
    name: 'objects',
    what: 'the order of an object’s keys does not count, in bodies and in stored JSON',
    why: 'nobody reads it',
  },
]

/** A run as it is compared and kept in a file. */
export interface Normal {
  steps: NormalStep[]
  stored: Record<string, unknown>
  cookies: unknown[]
}

export interface NormalStep {
  step: string
  returned?: unknown
  threw?: unknown
  log?: unknown[]
  requests?: unknown[]
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-([1-8])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g
const ISO = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g
const DAY = 86_400_000
const OWN = new Set(['$prickle_version'])
/** Of `/static/<version>/`. */
const BUILT_IN = /\/static\/[\d.]+\/(dead-clicks-autocapture|exception-autocapture|tracing-headers|logs)\.js$/
const OWN_ENTRY = /^ph_.*_outbox(_[0-9a-z]+( [0-9]+\.)?)?$/
const OWN_FRAME = /\/(sdk\/(posthog|prickle|signals)|instruments|static\/[\d.]+\/exception-autocapture)\.js$/
const HEARD = new Set(['note', 'error', 'warn', 'uncaught'])

export function normal(played: Played): Normal {
  const plain = plainer(played.start)
  const steps = played.steps.map((step) => plain(ofStep(step)) as NormalStep)
  const stored = Object.fromEntries(
    Object.entries(played.stored).map(([tab, { url, local, session }]) => [
      tab,
      plain({ url, local: readable(local), session: readable(session) }),
    ]),
  )
  return { steps, stored, cookies: plain(played.cookies.map(ofCookie).sort(byName)) as unknown[] }
}

function ofStep(step: PlayedStep): NormalStep {
  const log = step.log.filter(({ kind }) => HEARD.has(kind)).map(({ kind, what }) => ({ [kind]: what }))
  const made = step.requests.filter(({ url }) => !BUILT_IN.test(url))
  const requests = made.map(({ step: _, url, headers, ...rest }) => {
    return { url: url.replace(new RegExp(`[?&]${MARK}=[^&]*`), ''), ...(Object.keys(headers).length ? { headers } : {}), ...rest }
  })
  return {
    step: step.step,
    ...('returned' in step && step.returned !== '~undefined' ? { returned: step.returned } : {}),
    ...('threw' in step ? { threw: step.threw } : {}),
    ...(log.length ? { log } : {}),
    ...(requests.length ? { requests } : {}),
  }
}

/** In milliseconds, like all times; browsers keep whole seconds. */
function ofCookie({ value, expires, ...rest }: StoredCookie): Record<string, unknown> {
  return { ...rest, value: parsed(decoded(value)), expires: expires < 0 ? 'session' : Math.round(expires) * 1000 }
}

const byName = (a: Record<string, unknown>, b: Record<string, unknown>): number =>
  `${String(a.name)} ${String(a.domain)}` < `${String(b.name)} ${String(b.domain)}` ? -1 : 1

const readable = (store: Record<string, string>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(store)
      .filter(([key]) => !OWN_ENTRY.test(key))
      .map(([key, value]) => [key, parsed(value)]),
  )

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Only objects and lists: `1` and `"1"` are kept apart. */
function parsed(text: string): unknown {
  if (!/^[[{]/.test(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function madeByChance(key: string, value: string): string | undefined {
  if (key === '$insert_id' && /^[0-9a-z]{1,16}$/.test(value)) return '<insert id>'
  const found = key === 'f' && /^([0-9a-z]+)\.[0-9a-z]+\.[0-9a-z]+$/.exec(value)
  return found ? `<fingerprint of ${found[1]}>` : undefined
}

function plainer(start: number): (value: unknown) => unknown {
  const ids = new Map<string, string>()
  const near = (time: number): boolean => Math.abs(time - start) < 800 * DAY
  // What is older was given by the scenario.
  const recent = (time: number): boolean => Math.abs(time - start) < 400 * DAY
  const day = new Date(start).toISOString().slice(0, 10)
  const since = (time: number): string => `T${time < start ? '-' : '+'}${Math.abs(time - start)}`
  const id = (found: string, version: string): string => {
    const known = ids.get(found)
    if (known !== undefined) return known
    const made = version === '7' ? parseInt(found.replaceAll('-', '').slice(0, 12), 16) : NaN
    const name = `<id ${ids.size + 1}${Number.isNaN(made) ? ` v${version}` : recent(made) ? ` ${since(made)}` : ''}>`
    ids.set(found, name)
    return name
  }
  const text = (value: string): string =>
    value
      .replace(/^0[0-9a-f]{7}-[0-9a-f]$/, '<cut id>')
      .replace(new RegExp(`^${day}$`), '<day>')
      .replaceAll(UUID, id)
      .replaceAll(/(instruments\.js):\d+:\d+/g, '$1')
      .replaceAll(/(.)\1{99,}/g, (found, letter: string) => `<${found.length} × ${letter}>`)
      .replaceAll(ISO, (found) => (near(Date.parse(found)) ? since(Date.parse(found)) : found))
      .replaceAll(/\b(1[6-9]\d{11}|2\d{12})000000\b/g, (found, ms: string) => (near(Number(ms)) ? `${since(Number(ms))} ns` : found))
      .replaceAll(/\b1[6-9]\d{11}\b|\b2\d{12}\b/g, (found) => (near(Number(found)) ? since(Number(found)) : found))
  const plain = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value)
    if (typeof value === 'number') return near(value) ? since(value) : near(value * 1000) ? since(value * 1000) : value
    if (Array.isArray(value)) return value.filter((entry) => !isOwnFrame(entry)).map(plain)
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => !OWN.has(key))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, entry]) => [text(key), (typeof entry === 'string' ? madeByChance(key, entry) : undefined) ?? plain(entry)]),
    )
  }
  return plain
}

function isOwnFrame(value: unknown): boolean {
  const frame = value as { platform?: unknown; filename?: unknown } | null
  return typeof frame === 'object' && frame?.platform === 'web:javascript' && OWN_FRAME.test(String(frame.filename))
}
