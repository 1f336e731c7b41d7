// What the SDK footer shows: read through the SDK's public methods only, so that it holds for prickle and posthog-js alike. How far the queue
// is comes from outside: events heard by the public listener, requests seen by the browser's own resource timing.
import posthog from 'prickle'
import { useSyncExternalStore } from 'react'

export interface SdkState {
  version: string
  distinctId: string
  sessionId: string
  optedIn: boolean
  consent: 'granted' | 'denied' | 'pending'
  captured: number
  lastEvent: string
  requests: number
  /** Captured after the last request that has come back. */
  waiting: boolean
}

const INGESTION = /^\/(e|i\/v0\/e|batch)\/?$/
const listeners = new Set<() => void>()
let captured = 0
let capturedAt = 0
let lastEvent = ''
let requests = 0
let sentAt = 0
let state: SdkState | undefined

/** Call once, after init and before the first event. */
export function watchSdk(): void {
  posthog.on('eventCaptured', (event: { event: string }) => {
    captured += 1
    capturedAt = performance.now()
    lastEvent = event.event
    // In a task of its own: a click is captured while it is being dispatched, and a render in the midst of that (a microtask runs between two
    // listeners) would put a controlled checkbox back before React has seen the click.
    setTimeout(refreshSdkState)
  })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (!INGESTION.test(new URL(entry.name).pathname)) continue
      requests += 1
      sentAt = Math.max(sentAt, entry.startTime)
    }
    refreshSdkState()
  }).observe({ type: 'resource', buffered: true })
  // Sessions end by themselves and other tabs can opt out.
  setInterval(refreshSdkState, 1000)
  refreshSdkState()
}

export function refreshSdkState(): void {
  const next: SdkState = {
    version: posthog.version,
    distinctId: posthog.get_distinct_id(),
    sessionId: posthog.get_session_id(),
    optedIn: posthog.has_opted_in_capturing(),
    consent: posthog.get_explicit_consent_status(),
    captured,
    lastEvent,
    requests,
    waiting: capturedAt > sentAt,
  }
  if (JSON.stringify(next) === JSON.stringify(state)) return
  state = next
  listeners.forEach((listener) => listener())
}

export function useSdkState(): SdkState | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )
}
