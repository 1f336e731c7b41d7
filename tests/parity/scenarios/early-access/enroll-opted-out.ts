import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('in while opted out', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.opt_out_capturing(),
    () => posthog.updateEarlyAccessFeatureEnrollment('late', true),
    () => posthog.getEarlyAccessFeatures((...all: unknown[]) => note('features', ...all)),
    wait('4s'),
    () => posthog.opt_in_capturing(),
    wait('4s'),
  ],
})
