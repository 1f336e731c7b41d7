import { CONFIG, FLAGS, ON, SOME, told } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a configuration that says nothing of flags', {
  page: { config: ON },
  steps: [reply(CONFIG, { body: {} }), reply(FLAGS, { body: told(SOME) }), wait('1s'), () => posthog.featureFlags.getFlags()],
})
