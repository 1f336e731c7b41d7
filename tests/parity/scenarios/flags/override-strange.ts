import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('overrides that are none', {
  page: { config: { ...ON, debug: true } },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.featureFlags.overrideFeatureFlags(undefined),
    () => posthog.featureFlags.overrideFeatureFlags(null),
    () => posthog.featureFlags.overrideFeatureFlags('beta'),
    () => posthog.featureFlags.overrideFeatureFlags(true),
    () => posthog.featureFlags.overrideFeatureFlags({}),
    () => posthog.featureFlags.overrideFeatureFlags([]),
    () => posthog.featureFlags.overrideFeatureFlags({ flags: 'text' }),
    () => [posthog.featureFlags.getFlagVariants(), posthog.get_property('$override_feature_flags')],
  ],
})
