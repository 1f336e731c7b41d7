import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('calls within five milliseconds are one request', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.on('featureFlagsReloading', (...all: unknown[]) => note('reloading', ...all)),
    () => {
      posthog.reloadFeatureFlags()
      posthog.reloadFeatureFlags()
    },
    wait('4ms'),
    () => posthog.reloadFeatureFlags(),
    wait('1ms'),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
  ],
})
