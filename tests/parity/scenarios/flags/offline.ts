import { ON, loads } from '../../support/flags.ts'
import { offline, scenario, wait } from '../../support/scenario.ts'

export default scenario('a browser without a network does not count as unreachable', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    offline(),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => posthog.getFeatureFlag('unknown'),
    offline(false),
    wait('1s'),
    () => posthog.reloadFeatureFlags(),
    wait('4s'),
  ],
})
