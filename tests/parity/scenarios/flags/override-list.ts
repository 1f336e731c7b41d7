import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a list of flags that are to be on', {
  page: { config: { ...ON, debug: true } },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)),
    () => posthog.featureFlags.overrideFeatureFlags(['mine', 'old']),
    () => [posthog.getFeatureFlag('mine'), posthog.getFeatureFlag('old'), posthog.getFeatureFlag('beta')],
    () => posthog.featureFlags.getFlagsWithDetails(),
    wait('4s'),
  ],
})
