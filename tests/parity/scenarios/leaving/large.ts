import { scenario, wait } from '../../support/scenario.ts'

// The page stays, because a browser may or may not finish an ordinary request of one that is gone.
export default scenario('a page that goes with more than a beacon takes', {
  page: { config: { disable_compression: true } },
  steps: [
    wait('4s'),
    () => {
      for (let i = 0; i < 8; i++) posthog.capture('large', { i, text: 'x'.repeat(12_000) })
    },
    () => window.dispatchEvent(new PageTransitionEvent('pagehide')),
  ],
})
