import { FLAGS, ON, loads } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a quota that is used up', {
  page: { config: ON },
  steps: [
    ...loads(),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)),
    wait('1s'),
    reply(FLAGS, { body: { flags: {}, quotaLimited: ['feature_flags'] } }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => [posthog.getFeatureFlag('beta'), posthog.getFeatureFlag('unknown')],
    wait('4s'),
  ],
})
