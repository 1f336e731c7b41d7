import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('what was looked at while opted out is not told of another person', {
  page: { config: { ...ON, opt_out_capturing_by_default: true } },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.getFeatureFlag('beta'),
    () => posthog.group('company', 'acme'),
    wait('1s'),
    () => posthog.getFeatureFlag('color'),
    () => posthog.opt_in_capturing(),
    wait('4s'),
  ],
})
