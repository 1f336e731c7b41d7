import { scenario, wait } from '../../support/scenario.ts'

export default scenario('zeros count as unset', {
  page: { config: { rate_limiting: { events_per_second: 0, events_burst_limit: 0 } } },
  steps: [wait('1s'), () => posthog.capture('x').properties.$lib_rate_limit_remaining_tokens, wait('4s')],
})
