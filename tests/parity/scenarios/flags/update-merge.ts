import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('flags that the page brings besides', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)),
    () => posthog.updateFlags({ beta: 'mine' }, { beta: '{"x":1}' }, { merge: true }),
    () => posthog.featureFlags.getFlagsWithDetails(),
    () => [posthog.getFeatureFlagResult('beta'), posthog.getFeatureFlagResult('color')],
    () => posthog.updateFlags({ color: 'red' }, undefined, { merge: true }),
    wait('4s'),
  ],
})
