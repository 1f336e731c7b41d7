import { CONFIG, FLAGS, ON, OTHERS, SOME, told } from '../../support/flags.ts'
import { letGo, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('what was on its way at a reset is forgotten', {
  page: { config: ON },
  steps: [
    reply(CONFIG, { body: { hasFeatureFlags: true } }),
    reply(FLAGS, { body: told(OTHERS) }),
    reply(FLAGS, { times: 1, hang: true, body: told(SOME) }),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)),
    wait('1s'),
    () => posthog.reset(),
    wait('1s'),
    letGo(FLAGS),
    wait('4s'),
    () => posthog.featureFlags.getFlagVariants(),
  ],
})
