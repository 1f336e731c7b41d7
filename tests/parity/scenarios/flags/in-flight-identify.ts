import { CONFIG, FLAGS, ON, OTHERS, SOME, told } from '../../support/flags.ts'
import { letGo, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('identify while flags are on their way', {
  page: { config: ON },
  steps: [
    reply(CONFIG, { body: { hasFeatureFlags: true } }),
    reply(FLAGS, { body: told(OTHERS) }),
    reply(FLAGS, { times: 1, hang: true, body: told(SOME) }),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)),
    wait('1s'),
    () => posthog.identify('user-1'),
    wait('1s'),
    letGo(FLAGS),
    wait('1s'),
    () => posthog.reloadFeatureFlags(),
    wait('4s'),
  ],
})
