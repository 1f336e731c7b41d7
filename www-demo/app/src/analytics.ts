// Burr's only door to the analytics SDK. The rest of the app speaks of users, companies and events of the taxonomy; this file knows how those
// are said in SDK calls. It runs unchanged on prickle and on posthog-js.
import posthog from 'prickle'
import { isDevMode } from './dev-mode'
import type { Account, Company } from './state/model'
import type { EventName, Taxonomy } from './taxonomy'

export function startAnalytics(): void {
  const dev = isDevMode()
  posthog.init('phc_demo', {
    api_host: location.origin,
    defaults: '2026-05-30',
    person_profiles: 'identified_only',
    opt_out_useragent_filter: countsBots(),
    // What the SDK sees by itself; /playground shows what it tells of it. Rage clicks come with the defaults.
    autocapture: { capture_copied_text: true },
    capture_dead_clicks: true,
    capture_heatmaps: true,
    capture_exceptions: true,
    capture_performance: { web_vitals: true },
    // On boards people copy what they keep, which is nobody's business.
    before_send: (event) => (event?.event === '$copy_autocapture' && location.pathname !== '/playground' ? null : event),
    loaded: (ph) => { if (dev) ph.opt_out_capturing() },
  })
  registerApp()
}

/** An event as it goes out. */
export interface Captured {
  event: string
  properties: Record<string, unknown>
  timestamp?: Date
}

/** Hears of every event, also of those the SDK makes by itself. It is told in the midst of what was captured: a click may still be on its way. */
export function onCaptured(listener: (event: Captured) => void): void {
  posthog.on('eventCaptured', listener)
}

/** Whether the SDK keeps this property with the visitor, and so puts it on every event. */
export function standsOnEveryEvent(property: string): boolean {
  return property in (posthog.persistence?.props ?? {})
}

/** What the SDK says became of the events of this browser. */
export interface Ledger {
  captured: number
  delivered: number
  pending: number
  dropped: Record<string, number>
}

/** The ledger with the id that stands on every event of this browser; none where the SDK keeps none, or may not tell anything. */
export function ledger(): (Ledger & { device_id: string }) | undefined {
  // posthog-js has no such method.
  const told = (posthog as { delivery?(): Ledger }).delivery?.()
  const device = posthog.get_property('$device_id')
  return told && posthog.has_opted_in_capturing() && typeof device === 'string' ? { device_id: device, ...told } : undefined
}

/** Sends an event of the taxonomy. */
export function track<Name extends EventName>(name: Name, properties: Taxonomy[Name]): void {
  posthog.capture(name, properties)
}

/** Hears when the flags have come, and whenever they come anew; at once if they are there. Returns what ends that. */
export function onFlags(listener: () => void): () => void {
  return posthog.onFeatureFlags(listener)
}

/** Asks for the flags anew, which the SDK also does by itself when person or company change. */
export function reloadFlags(): void {
  posthog.reloadFeatureFlags()
}

/** Whether the flag is on. `tell` sends that it was looked at. */
export function flagIsOn(key: string, tell: boolean): boolean {
  return Boolean(tell ? posthog.isFeatureEnabled(key) : posthog.getFeatureFlag(key, { send_event: false }))
}

/** The variant of an experiment, or none while it is not known. `tell` sends that it was looked at. */
export function variantOf(key: string, tell: boolean): string | undefined {
  const value = posthog.getFeatureFlag(key, { send_event: tell })
  return typeof value === 'string' ? value : undefined
}

/** What goes along with the flag; it is written in the project's settings, so it can be anything. */
export function payloadOf(key: string): unknown {
  return posthog.getFeatureFlagPayload(key)
}

/** From now on events belong to this person. */
export function identifyUser(account: Account, company: Company | undefined): void {
  posthog.identify(
    account.id,
    { email: account.email, name: account.name, plan: company?.plan ?? 'free' },
    { signed_up_at: new Date(account.createdAt).toISOString() },
  )
}

/** From now on events belong to this company too; call it again when its traits change. */
export function groupByCompany(company: Company): void {
  posthog.group('company', company.id, { name: company.name, plan: company.plan, seats: company.seats })
}

export function updatePerson(traits: { name?: string; plan?: Company['plan'] }): void {
  posthog.setPersonProperties(traits)
}

/** After log-out: the next person on this device is somebody else. The choice about usage data is the device's and outlives that. */
export function forgetUser(): void {
  const consent = posthog.get_explicit_consent_status()
  posthog.reset()
  if (consent === 'denied') posthog.opt_out_capturing()
  if (consent === 'granted') posthog.opt_in_capturing({ captureEventName: null })
  registerApp()
}

export function allowAnalytics(): void {
  posthog.opt_in_capturing()
}

export function refuseAnalytics(): void {
  posthog.opt_out_capturing()
}

/** Lets the SDK write to the console what it does. */
export function setVerbose(on: boolean): void {
  posthog.set_config({ debug: on })
}

export function isVerbose(): boolean {
  return Boolean(posthog.config?.debug)
}

/** On every event; reset() drops super properties, so they are registered again after it. */
function registerApp(): void {
  posthog.register({ app_version: __APP_VERSION__ })
}

/** Automated browsers are not counted unless a test asks for it: `?bots=1`, kept for the tab, or VITE_BOTS=1 at build time. */
function countsBots(): boolean {
  if (import.meta.env.VITE_BOTS === '1') return true
  const asked = new URLSearchParams(location.search).get('bots') === '1'
  try {
    if (asked) sessionStorage.setItem('burr.bots', '1')
    return asked || sessionStorage.getItem('burr.bots') === '1'
  } catch {
    return asked
  }
}
