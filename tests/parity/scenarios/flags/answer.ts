import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('flags as the server tells of them, where they are kept, and what they give', {
  page: { config: ON },
  steps: [
    ...loads(),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)),
    wait('1s'),
    () => posthog.capture('x'),
    wait('4s'),
  ],
})
