import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('flags and payloads, each by itself', {
  page: { config: { ...ON, debug: true } },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.featureFlags.overrideFeatureFlags({ flags: { color: 'mine' }, payloads: { color: { a: 1 }, beta: '"text"' } }),
    () => [posthog.getFeatureFlagResult('color'), posthog.getFeatureFlagResult('beta'), posthog.featureFlags.getFlagsWithDetails()],
    () => posthog.featureFlags.overrideFeatureFlags({ flags: false }),
    () => [posthog.featureFlags.getFlagVariants(), posthog.featureFlags.getFlagPayloads()],
    () => posthog.featureFlags.overrideFeatureFlags({ flags: ['listed'], suppressWarning: true }),
    () => [posthog.featureFlags.getFlagVariants(), posthog.featureFlags.getFlagPayloads()],
    () => posthog.featureFlags.overrideFeatureFlags({ payloads: false }),
    () => [posthog.featureFlags.getFlagVariants(), posthog.featureFlags.getFlagPayloads()],
    () => posthog.featureFlags.overrideFeatureFlags({ flags: false, payloads: false }),
    () => [posthog.featureFlags.getFlagVariants(), posthog.featureFlags.getFlagPayloads()],
    wait('4s'),
  ],
})
