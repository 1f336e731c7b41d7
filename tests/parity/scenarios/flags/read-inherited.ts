import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('names that every object has', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => [posthog.getFeatureFlag('toString'), posthog.isFeatureEnabled('toString')],
    () => posthog.getFeatureFlagResult('hasOwnProperty'),
    () => posthog.getFeatureFlag('__proto__'),
    () => posthog.getFeatureFlag('constructor'),
    wait('4s'),
  ],
})
