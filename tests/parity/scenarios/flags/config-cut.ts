import { FLAGS, ON, SOME, told } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('flags are asked for where there is no way to the configuration', {
  page: { config: ON },
  steps: [reply(/\/config/, { drop: true }), reply(FLAGS, { body: told(SOME) }), wait('10s'), () => posthog.featureFlags.getFlags()],
})
