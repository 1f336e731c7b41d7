import { scenario, wait } from '../../support/scenario.ts'

// The page stays, because a browser may or may not finish an ordinary request of one that is gone.
export default scenario('one event that is larger than a beacon takes', {
  page: { config: { disable_compression: true, properties_string_max_length: 200_000 } },
  steps: [wait('4s'), () => posthog.capture('too large', { text: 'x'.repeat(90_000) }), () => window.dispatchEvent(new PageTransitionEvent('pagehide'))],
})
