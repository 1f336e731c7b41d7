import { scenario, wait } from '../../support/scenario.ts'

export default scenario('every event at once', {
  page: { config: { request_batching: false } },
  steps: [wait('1s'), () => posthog.capture('x'), () => posthog.capture('y'), () => posthog.identify('user-1'), wait('4s')],
})
