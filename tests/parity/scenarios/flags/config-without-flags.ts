import { CONFIG, FLAGS, ON, SOME, told } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('the server has no flags, but an identify asks for them', {
  page: { config: ON },
  steps: [
    reply(CONFIG, { body: { hasFeatureFlags: false } }),
    reply(FLAGS, { body: told(SOME) }),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)),
    wait('1s'),
    () => [posthog.featureFlags.hasLoadedFlags, posthog.getFeatureFlag('beta')],
    () => posthog.identify('user-1'),
    wait('1s'),
    wait('6m'),
  ],
})
