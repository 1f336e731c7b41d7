import { FLAGS, ON, loads } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a number where an object of flags is expected', {
  page: { config: ON },
  steps: [
    ...loads({ flags: 7 }),
    wait('1s'),
    () => [posthog.featureFlags.hasLoadedFlags, posthog.featureFlags.getFlagVariants()],
    reply(FLAGS, { body: { flags: false, featureFlags: 7 } }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => [posthog.featureFlags.hasLoadedFlags, posthog.featureFlags.getFlagVariants()],
  ],
})
