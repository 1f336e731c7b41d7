import { CONFIG, FLAGS, ON, SOME, told } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('flags are asked for where the configuration fails', {
  page: { config: ON },
  steps: [reply(CONFIG, { status: 500 }), reply(FLAGS, { body: told(SOME) }), wait('1s'), () => posthog.featureFlags.getFlags()],
})
