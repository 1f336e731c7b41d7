import { FLAGS, ON, SOME, loads, told } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a quota that is no list', {
  page: { config: ON },
  steps: [
    ...loads(told(SOME, { quotaLimited: 'feature_flags of all' })),
    wait('1s'),
    () => posthog.featureFlags.getFlags(),
    reply(FLAGS, { body: told(SOME, { quotaLimited: { feature_flags: true } }) }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => posthog.featureFlags.getFlags(),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
  ],
})
