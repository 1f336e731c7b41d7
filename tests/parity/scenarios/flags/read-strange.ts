import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('flags named by what is no name', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.getFeatureFlag(undefined),
    () => posthog.getFeatureFlag(null),
    () => posthog.getFeatureFlag(7),
    () => posthog.getFeatureFlag(''),
    () => posthog.getFeatureFlag({ a: 1 }),
    () => posthog.getFeatureFlag('beta', null),
    () => posthog.isFeatureEnabled('beta', null),
    () => posthog.isFeatureEnabled('beta', 'text'),
    () => posthog.getFeatureFlagResult('color', 7),
    wait('4s'),
  ],
})
