import { CONFIG, FLAGS, ON, SOME, told } from '../../support/flags.ts'
import { letGo, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a reload before the remote configuration is there is the first load', {
  page: { config: ON },
  steps: [
    reply(CONFIG, { hang: true, body: { hasFeatureFlags: true } }),
    reply(FLAGS, { body: told(SOME) }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    letGo(CONFIG),
    wait('1s'),
  ],
})
