import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('what was looked at beyond the rate limit is told later', {
  page: { config: { ...ON, rate_limiting: { events_per_second: 1, events_burst_limit: 3 } } },
  steps: [
    ...loads(),
    wait('1s'),
    () => {
      for (let i = 0; i < 4; i++) posthog.capture('many')
      return posthog.getFeatureFlag('beta')
    },
    () => posthog.get_property('$flag_call_reported'),
    wait('2s'),
    () => posthog.capture('later'),
    wait('4s'),
    () => posthog.getFeatureFlag('beta'),
    wait('4s'),
  ],
})
