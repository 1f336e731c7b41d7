// What scenarios about feature flags share: options that switch flags on, and what PostHog answers.
import { reply, type Step } from './scenario.ts'

/** Options of pages with flags; of all events only what a scenario is about. */
export const ON: Record<string, unknown> = { advanced_disable_flags: undefined, capture_pageview: false, capture_pageleave: false }

export const FLAGS = /\/flags\/$/
export const CONFIG = /\/config$/

export interface Told {
  payload?: unknown
  id?: number
  version?: number
  has_experiment?: boolean
  failed?: boolean
}

/** A flag as `/flags/?v=2` tells of it: its key, and what is said of it. */
export function flag(key: string, value: boolean | string, { failed, ...metadata }: Told = {}): [string, object] {
  return [
    key,
    {
      key,
      enabled: value !== false,
      ...(typeof value === 'string' ? { variant: value } : {}),
      reason: { code: 'condition_match', condition_index: 0, description: 'Matched condition set 1' },
      metadata,
      ...(failed === undefined ? {} : { failed }),
    },
  ]
}

/** The whole answer. */
export const told = (flags: [string, object][], more: Record<string, unknown> = {}): Record<string, unknown> => ({
  flags: Object.fromEntries(flags),
  errorsWhileComputingFlags: false,
  requestId: 'request-1',
  evaluatedAt: 1_700_000_000_000,
  ...more,
})

/** One that is on, one with a variant and a payload, one that is off. */
export const SOME: [string, object][] = [
  flag('beta', true, { id: 1, version: 3 }),
  flag('color', 'blue', { id: 2, version: 1, payload: '{"hex":"#00f"}' }),
  flag('old', false, { id: 3, version: 7 }),
]

/** The same visitor, later. */
export const OTHERS: [string, object][] = [flag('beta', false, { id: 1, version: 4 }), flag('color', 'red', { id: 2, version: 2 }), flag('late', true, { id: 4 })]

/** The remote configuration lets flags be loaded, and they are these. */
export const loads = (body: unknown = told(SOME)): Step[] => [
  reply(CONFIG, { body: { supportedCompression: ['gzip', 'gzip-js'], hasFeatureFlags: true } }),
  reply(FLAGS, { body }),
]
