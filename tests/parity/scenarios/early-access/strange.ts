import { ON, loads } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('lists that are none', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    reply(/early_access/, { body: { earlyAccessFeatures: 'text' } }),
    () => posthog.getEarlyAccessFeatures((...all: unknown[]) => note('text', ...all)),
    wait('1s'),
    () => posthog.updateEarlyAccessFeatureEnrollment('late', true),
    reply(/early_access/, { body: [] }),
    () => posthog.getEarlyAccessFeatures((...all: unknown[]) => note('list', ...all), true),
    wait('1s'),
    reply(/early_access/, { body: { earlyAccessFeatures: [null] } }),
    () => posthog.getEarlyAccessFeatures((...all: unknown[]) => note('null inside', ...all), true),
    wait('1s'),
    () => posthog.updateEarlyAccessFeatureEnrollment('late', true),
    wait('4s'),
  ],
})
