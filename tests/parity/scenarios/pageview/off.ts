import { leave, scenario, wait } from '../../support/scenario.ts'

export default scenario('no page views', {
  page: { config: { capture_pageview: false } },
  steps: [wait('1s'), () => posthog.capture('x'), wait('4s'), leave],
})
