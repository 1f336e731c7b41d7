import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('in where there is nothing to be in', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.updateEarlyAccessFeatureEnrollment(),
    () => posthog.updateEarlyAccessFeatureEnrollment('late', 'yes', 7),
    () => posthog.updateEarlyAccessFeatureEnrollment(7, true),
    () => posthog.featureFlags.getFlagVariants(),
    wait('4s'),
  ],
})
