import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a fetch that throws', {
  page: {
    config: { capture_pageview: false },
    before: () => {
      const { fetch } = window
      let calls = 0
      window.fetch = (...all) => {
        if (calls++ === 0) throw new Error('patched')
        return fetch(...all)
      }
    },
  },
  steps: [wait('1s'), () => posthog.capture('x'), wait('10s')],
})
