import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('an answer that is not JSON', {
  page: { config: ON },
  steps: [
    ...loads('<html>oops</html>'),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)),
    wait('1s'),
    () => [posthog.featureFlags.hasLoadedFlags, posthog.getFeatureFlag('beta')],
    wait('4s'),
  ],
})
