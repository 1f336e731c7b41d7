import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('what was looked at while opted out is told after opting in', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.getFeatureFlag('color'),
    wait('4s'),
    () => posthog.opt_out_capturing(),
    () => [posthog.getFeatureFlag('beta'), posthog.getFeatureFlag('color'), posthog.getFeatureFlag('missing')],
    () => posthog.get_property('$flag_call_reported'),
    wait('4s'),
    () => posthog.opt_in_capturing(),
    wait('4s'),
    () => posthog.getFeatureFlag('beta'),
    wait('4s'),
  ],
})
