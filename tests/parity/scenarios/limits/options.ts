import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a bucket of another size', {
  page: { config: { rate_limiting: { events_per_second: 1, events_burst_limit: 3 } } },
  steps: [
    wait('1s'),
    () => {
      for (let i = 0; i < 5; i++) posthog.capture('many', { i })
    },
    wait('3s'),
    () => posthog.capture('later'),
    () => posthog.get_property('$capture_rate_limit'),
    wait('4s'),
  ],
})
