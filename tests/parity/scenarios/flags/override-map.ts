import { ON, loads } from '../../support/flags.ts'
import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('flags with values that are to hold, over pages and answers', {
  page: { config: ON },
  steps: [
    ...loads(),
    open('/one'),
    wait('1s'),
    () => posthog.featureFlags.overrideFeatureFlags({ color: 'mine', beta: false, own: 'x' }),
    () => [posthog.featureFlags.getFlagVariants(), posthog.getFeatureFlagResult('color'), posthog.getFeatureFlag('beta')],
    wait('4s'),
    open('/two'),
    wait('1s'),
    () => [posthog.featureFlags.getFlagVariants(), posthog.getFeatureFlag('own')],
    () => posthog.featureFlags.overrideFeatureFlags(false),
    () => posthog.featureFlags.getFlagVariants(),
    wait('4s'),
  ],
})
