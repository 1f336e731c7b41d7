import { CONFIG, FLAGS, ON, OTHERS, SOME, told } from '../../support/flags.ts'
import { letGo, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('flags switched off while their answer is on its way, and on again', {
  page: { config: ON },
  steps: [
    reply(FLAGS, { times: 1, hang: true, body: told(OTHERS) }),
    reply(CONFIG, { body: { hasFeatureFlags: true } }),
    wait('1s'),
    () => void posthog.set_config({ advanced_disable_feature_flags: true }),
    letGo(FLAGS),
    wait('1s'),
    () => posthog.featureFlags.getFlagVariants(),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => void posthog.set_config({ advanced_disable_feature_flags: false }),
    reply(FLAGS, { body: told(SOME) }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
  ],
})
