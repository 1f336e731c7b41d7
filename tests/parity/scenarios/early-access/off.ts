import { ON } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('features where no requests are made on start', {
  page: { config: { ...ON, advanced_disable_flags: true } },
  steps: [
    reply(/early_access/, { body: { earlyAccessFeatures: [] } }),
    wait('1s'),
    () => posthog.getEarlyAccessFeatures((...all: unknown[]) => note('features', ...all)),
    wait('1s'),
    () => posthog.updateEarlyAccessFeatureEnrollment('late', true),
    wait('4s'),
  ],
})
