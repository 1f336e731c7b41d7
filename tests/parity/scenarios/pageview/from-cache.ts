import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a page that comes back from the back-forward cache', {
  steps: [
    wait('4s'),
    () => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })),
    () => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })),
    () => posthog.capture('back again'),
    wait('4s'),
    () => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })),
    wait('4s'),
  ],
})
