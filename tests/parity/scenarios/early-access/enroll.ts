import { ON, loads } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('in, and out', {
  page: { config: ON },
  steps: [
    ...loads(),
    reply(/early_access/, { body: { earlyAccessFeatures: [{ name: 'Later', description: '', stage: 'beta', documentationUrl: null, flagKey: 'late' }] } }),
    wait('1s'),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)),
    () => posthog.getEarlyAccessFeatures(() => note('there')),
    wait('1s'),
    () => posthog.updateEarlyAccessFeatureEnrollment('late', true, 'beta'),
    () => [posthog.getFeatureFlag('late'), posthog.isFeatureEnabled('late')],
    wait('4s'),
    () => posthog.updateEarlyAccessFeatureEnrollment('late', false),
    () => posthog.getFeatureFlag('late'),
    wait('4s'),
  ],
})
