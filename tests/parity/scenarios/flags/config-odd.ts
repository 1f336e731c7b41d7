import { CONFIG, FLAGS, ON, SOME, told } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a configuration that says odd things of flags', {
  page: { config: ON },
  steps: [reply(CONFIG, { body: { hasFeatureFlags: 0 } }), reply(FLAGS, { body: told(SOME) }), wait('1s'), () => posthog.featureFlags.getFlags()],
})
