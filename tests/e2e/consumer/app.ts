// The fixture app of the npm way. `sdk-under-test` is aliased to the installed package when this is bundled.
import posthog, { posthog as named } from 'sdk-under-test'

declare global {
  interface Window {
    posthog: typeof posthog
    start?: (sdk: typeof posthog) => void
    sameInstance: boolean
  }
}

// Importing must not have put anything on the page by itself; the app does it, so that tests reach the SDK by the same name in both ways.
window.sameInstance = posthog === named && window.posthog === undefined
window.posthog = posthog
window.start?.(posthog)
