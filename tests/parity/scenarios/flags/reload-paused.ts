import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('reloading can be paused, until a reset', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.featureFlags.setReloadingPaused(true),
    () => posthog.reloadFeatureFlags(),
    () => posthog.identify('user-1'),
    wait('100ms'),
    () => posthog.featureFlags.setReloadingPaused(false),
    wait('100ms'),
    () => posthog.reloadFeatureFlags(),
    wait('100ms'),
    () => posthog.featureFlags.setReloadingPaused(true),
    () => posthog.reset(),
    wait('1s'),
  ],
})
