import { FLAGS, ON, OTHERS, SOME, loads, told } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('each value of a flag is told once', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => [posthog.getFeatureFlag('beta'), posthog.isFeatureEnabled('beta'), posthog.getFeatureFlagResult('beta')],
    () => [posthog.getFeatureFlag('missing'), posthog.getFeatureFlag('missing')],
    reply(FLAGS, { body: told(OTHERS, { requestId: 'request-2' }) }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => posthog.getFeatureFlag('beta'),
    reply(FLAGS, { body: told(SOME, { requestId: 'request-3' }) }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => posthog.getFeatureFlag('beta'),
    wait('4s'),
  ],
})
