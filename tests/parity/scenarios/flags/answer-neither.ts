import { FLAGS, ON, SOME, loads, told } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('an answer without flags', {
  page: { config: ON },
  steps: [
    ...loads({ status: 'Ok', requestId: 'request-9' }),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)),
    wait('1s'),
    () => [posthog.featureFlags.hasLoadedFlags, posthog.getFeatureFlag('beta'), posthog.featureFlags.getFlags()],
    reply(FLAGS, { body: told(SOME) }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    reply(FLAGS, { body: {} }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => posthog.featureFlags.getFlags(),
  ],
})
