import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('flags that the page brings', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)),
    () => posthog.updateFlags({ beta: 'mine', own: true, off: false }, { own: { a: 1 }, off: '1' }),
    () => [posthog.getFeatureFlagResult('beta'), posthog.getFeatureFlagResult('own'), posthog.getFeatureFlagResult('color')],
    wait('4s'),
  ],
})
