import { FLAGS, ON, loads } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('an answer that says there are no flags', {
  page: { config: ON },
  steps: [
    ...loads(),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)),
    wait('1s'),
    reply(FLAGS, { body: { flags: {} } }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => [posthog.featureFlags.getFlags(), posthog.getFeatureFlag('beta')],
  ],
})
