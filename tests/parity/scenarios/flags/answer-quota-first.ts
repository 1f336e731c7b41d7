import { FLAGS, ON, SOME, loads, told } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a quota that is used up from the start, and other quotas', {
  page: { config: { ...ON, debug: true } },
  steps: [
    ...loads({ flags: {}, quotaLimited: ['feature_flags'] }),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)),
    wait('1s'),
    () => [posthog.featureFlags.hasLoadedFlags, posthog.getFeatureFlag('beta')],
    reply(FLAGS, { body: told(SOME, { quotaLimited: ['recordings'] }) }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
  ],
})
