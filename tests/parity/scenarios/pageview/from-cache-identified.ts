import { scenario, wait } from '../../support/scenario.ts'

export default scenario('what another page did while this one was in the cache', {
  steps: [
    wait('4s'),
    () => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })),
    () => {
      const stored = JSON.parse(localStorage.ph_phc_parity_posthog)
      localStorage.ph_phc_parity_posthog = JSON.stringify({ ...stored, distinct_id: 'user-1', $user_state: 'identified', $user_id: 'user-1' })
    },
    () => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })),
    () => posthog.get_distinct_id(),
    () => posthog.capture('back again'),
    wait('4s'),
  ],
})
