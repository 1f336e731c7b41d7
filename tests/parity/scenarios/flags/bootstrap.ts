import { ON, loads } from '../../support/flags.ts'
import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('flags that init brings along, until the server\'s are there', {
  page: {
    config: {
      ...ON,
      bootstrap: { featureFlags: { beta: false, color: 'green', own: true }, featureFlagPayloads: { color: { a: 1 }, beta: '1', unknown: '2' } },
    },
  },
  steps: [
    ...loads(),
    open('/', {
      after: () => {
        note(posthog.featureFlags.hasLoadedFlags, posthog.getFeatureFlag('beta'), posthog.getFeatureFlagResult('color'), posthog.getFeatureFlag('unknown'))
        note(posthog.getFeatureFlag('own', { fresh: true }), posthog.featureFlags.getFlagsWithDetails())
        posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all))
        posthog.capture('early')
      },
    }),
    wait('1s'),
    () => [posthog.getFeatureFlag('color'), posthog.getFeatureFlag('own')],
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => [posthog.getFeatureFlag('color'), posthog.getFeatureFlag('own')],
    wait('4s'),
  ],
})
