import { FLAGS, ON, loads } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('an answer without a body, and one without content', {
  page: { config: ON },
  steps: [
    ...loads(''),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)),
    wait('1s'),
    reply(FLAGS, { status: 204 }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => [posthog.featureFlags.hasLoadedFlags, posthog.getFeatureFlag('beta')],
    wait('4s'),
  ],
})
