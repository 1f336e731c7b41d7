import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('how overridden flags are told of', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.featureFlags.overrideFeatureFlags({ flags: { color: false, beta: 'x', old: true, unknown: 'y' }, payloads: { old: '1', only: '2' } }),
    () => posthog.featureFlags.getFlagsWithDetails(),
    () => ['color', 'beta', 'old', 'unknown', 'only'].map((key) => posthog.getFeatureFlagResult(key)),
    wait('4s'),
  ],
})
