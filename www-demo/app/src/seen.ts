// What the SDK told lately, for the panel of the playground: each event with the page it was told on, and apart from what every event carries.
import { useSyncExternalStore } from 'react'
import { type ChainElement, parseChain } from '../../live/chain.js'
import { type Captured, onCaptured, standsOnEveryEvent } from './analytics'

export interface Seen {
  id: number
  name: string
  at: Date
  path: string
  /** The element that was used and what it stands in. */
  elements: ChainElement[]
  /** What was thrown. */
  thrown: { type: string; value: string }[]
  /** The properties that make this event, by name. */
  own: [name: string, value: unknown][]
  /** How many it shares with every event. */
  shared: number
}

const KEPT = 40
/** Shown in ways of their own, or of no news. */
const APART = /^\$(elements|elements_chain|exception_list|ce_version|event_time_override_.*)$/
const listeners = new Set<() => void>()
/** Newest first. */
let seen: readonly Seen[] = []
let count = 0
/** The properties of the latest page view: what stands there stands on every event. */
let common: Captured['properties'] | undefined

/** Call once, after init and before the first event. */
export function watchEvents(): void {
  onCaptured((event) => {
    const { properties } = event
    if (!common || event.event === '$pageview') common = properties
    const names = Object.keys(properties)
    const told = names.filter((name) => !APART.test(name))
    // Own is what neither the latest page view has nor the SDK remembers; of a page view, where it was.
    const isOwn = (name: string) => !(name in (common ?? {})) && !standsOnEveryEvent(name)
    const own = told.filter(event.event === '$pageview' ? (name) => name === '$pathname' : isOwn)
    const one: Seen = {
      id: ++count,
      name: event.event,
      at: event.timestamp ?? new Date(),
      path: location.pathname,
      elements: parseChain(properties['$elements_chain']),
      thrown: thrown(properties['$exception_list']),
      own: own.map((name) => [name, properties[name]]),
      shared: told.length - own.length,
    }
    seen = [one, ...seen].slice(0, KEPT)
    // In a task of its own: see watchSdk.
    setTimeout(() => listeners.forEach((listener) => listener()))
  })
}

/** Newest first. */
export function useSeen(): readonly Seen[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => seen,
  )
}

function thrown(list: unknown): Seen['thrown'] {
  if (!Array.isArray(list)) return []
  return list.map((entry: { type?: unknown; value?: unknown }) => ({ type: String(entry.type ?? 'Error'), value: String(entry.value ?? '') }))
}
