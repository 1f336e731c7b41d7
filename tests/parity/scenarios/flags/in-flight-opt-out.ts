import { CONFIG, FLAGS, ON, SOME, told } from '../../support/flags.ts'
import { letGo, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('opting out while flags are on their way', {
  page: { config: ON },
  steps: [
    reply(CONFIG, { body: { hasFeatureFlags: true } }),
    reply(FLAGS, { times: 1, hang: true, body: told(SOME) }),
    wait('1s'),
    () => posthog.opt_out_capturing(),
    letGo(FLAGS),
    wait('1s'),
    () => [posthog.featureFlags.getFlagVariants(), posthog.getFeatureFlag('beta')],
    () => posthog.reloadFeatureFlags(),
    wait('4s'),
  ],
})
