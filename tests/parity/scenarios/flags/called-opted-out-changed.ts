import { FLAGS, ON, OTHERS, loads, told } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('what was looked at while opted out is not told where it is no longer so', {
  page: { config: { ...ON, opt_out_capturing_by_default: true } },
  steps: [
    ...loads(),
    wait('1s'),
    () => [posthog.getFeatureFlag('beta'), posthog.getFeatureFlag('old')],
    reply(FLAGS, { body: told(OTHERS) }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => posthog.getFeatureFlag('late'),
    () => posthog.opt_in_capturing({ captureEventName: false }),
    () => posthog.capture('x'),
    wait('4s'),
  ],
})
