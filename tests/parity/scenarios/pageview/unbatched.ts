import { leave, scenario, wait } from '../../support/scenario.ts'

export default scenario('leaving without a queue', {
  page: { config: { request_batching: false } },
  steps: [wait('1s'), () => posthog.capture('x'), wait('1s'), leave],
})
