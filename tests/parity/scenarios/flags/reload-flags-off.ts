import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('advanced_disable_feature_flags', {
  page: { config: { ...ON, advanced_disable_feature_flags: true } },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.reloadFeatureFlags(),
    () => posthog.identify('user-1', { a: 1 }),
    wait('1s'),
    () => [posthog.getFeatureFlag('beta'), posthog.featureFlags.hasLoadedFlags],
  ],
})
