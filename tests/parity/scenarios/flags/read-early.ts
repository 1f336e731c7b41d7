import { ON, loads } from '../../support/flags.ts'
import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('reading before there are flags', {
  page: { config: { ...ON, debug: true } },
  steps: [
    ...loads(),
    open('/', {
      after: () => {
        note(posthog.getFeatureFlag('beta'), posthog.isFeatureEnabled('beta'), posthog.isFeatureEnabled('beta', { defaultValue: true }))
        note(posthog.getFeatureFlagPayload('beta'), posthog.getFeatureFlagResult('beta'), posthog.getAllFeatureFlags())
        note(posthog.featureFlags.getFlags(), posthog.featureFlags.getFlagVariants(), posthog.featureFlags.getFlagPayloads())
        note(posthog.featureFlags.getFlagsWithDetails(), posthog.featureFlags.getFeatureFlagDetails('beta'), posthog.featureFlags.hasLoadedFlags)
        note(posthog.flagsEndpointWasHit, posthog.decideEndpointWasHit)
      },
    }),
    wait('4s'),
  ],
})
