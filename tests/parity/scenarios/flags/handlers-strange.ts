import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('handlers that are none', {
  page: { config: ON },
  steps: [
    ...loads(),
    () => typeof posthog.onFeatureFlags(),
    () => typeof posthog.onFeatureFlags('text'),
    wait('1s'),
    () => typeof posthog.onFeatureFlags({}),
    wait('1s'),
  ],
})
