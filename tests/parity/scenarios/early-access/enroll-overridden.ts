import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('in while flags are overridden', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.featureFlags.overrideFeatureFlags({ beta: 'mine' }),
    () => posthog.updateEarlyAccessFeatureEnrollment('late', true),
    () => posthog.featureFlags.overrideFeatureFlags(false),
    () => posthog.featureFlags.getFlagVariants(),
    wait('4s'),
  ],
})
