import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('reading flags', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => [posthog.getFeatureFlag('beta'), posthog.getFeatureFlag('color'), posthog.getFeatureFlag('old'), posthog.getFeatureFlag('unknown')],
    () => [posthog.isFeatureEnabled('beta'), posthog.isFeatureEnabled('color'), posthog.isFeatureEnabled('old'), posthog.isFeatureEnabled('unknown')],
    () => [posthog.getFeatureFlagPayload('beta'), posthog.getFeatureFlagPayload('color'), posthog.getFeatureFlagPayload('unknown')],
    () => [posthog.getFeatureFlagResult('beta'), posthog.getFeatureFlagResult('color'), posthog.getFeatureFlagResult('unknown')],
    () => posthog.getAllFeatureFlags(),
    () => [posthog.featureFlags.getFlags(), posthog.featureFlags.getFlagVariants(), posthog.featureFlags.getFlagPayloads()],
    () => [
      posthog.featureFlags.getFlagsWithDetails(),
      posthog.featureFlags.getFeatureFlagDetails('color'),
      posthog.featureFlags.getFeatureFlagDetails('unknown'),
    ],
    () => [posthog.featureFlags.hasLoadedFlags, posthog.flagsEndpointWasHit, posthog.decideEndpointWasHit],
    wait('4s'),
  ],
})
