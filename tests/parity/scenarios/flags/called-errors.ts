import { FLAGS, ON, SOME, loads, told } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('what went wrong with the request stands in the event', {
  page: { config: ON },
  steps: [
    ...loads(told(SOME, { errorsWhileComputingFlags: true, quotaLimited: ['recordings'] })),
    wait('1s'),
    () => [posthog.getFeatureFlag('beta'), posthog.getFeatureFlag('missing')],
    reply(FLAGS, { status: 500, body: told(SOME, { errorsWhileComputingFlags: true }) }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => posthog.getFeatureFlag('color'),
    wait('4s'),
  ],
})
