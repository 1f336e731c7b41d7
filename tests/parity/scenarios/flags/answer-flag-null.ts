import { FLAGS, ON, SOME, loads, told } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a flag that is null makes the whole answer fail', {
  page: { config: ON },
  steps: [
    ...loads({ flags: { beta: { key: 'beta', enabled: true }, gone: null } }),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)),
    wait('1s'),
    () => [posthog.featureFlags.hasLoadedFlags, posthog.featureFlags.getFlagVariants()],
    reply(FLAGS, { body: told(SOME) }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => posthog.featureFlags.getFlagVariants(),
  ],
})
