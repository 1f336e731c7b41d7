import { FLAGS, ON, loads } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('answers that are JSON and no object', {
  page: { config: ON },
  steps: [
    ...loads('null'),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)),
    wait('1s'),
    reply(FLAGS, { body: '7' }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    reply(FLAGS, { body: '"text"' }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    reply(FLAGS, { body: '["beta"]' }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    reply(FLAGS, { body: 'true' }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => [posthog.featureFlags.hasLoadedFlags, posthog.featureFlags.getFlags()],
  ],
})
