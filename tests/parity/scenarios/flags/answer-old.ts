import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('flags and payloads apart, as an older server gives', {
  page: { config: { ...ON, debug: true } },
  steps: [
    ...loads({ featureFlags: { beta: true, color: 'blue', off: false }, featureFlagPayloads: { color: '{"a":1}', off: '7' }, requestId: 'request-9' }),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)),
    wait('1s'),
    () => [posthog.getFeatureFlagResult('color'), posthog.getFeatureFlagResult('off'), posthog.featureFlags.getFlagsWithDetails()],
    wait('4s'),
  ],
})
