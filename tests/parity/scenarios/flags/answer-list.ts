import { FLAGS, ON, loads } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a list of flags, as the first version of the address gave', {
  page: { config: { ...ON, debug: true } },
  steps: [
    ...loads(),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)),
    wait('1s'),
    reply(FLAGS, { body: { featureFlags: ['beta', 'new', 7], requestId: 'request-2' } }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => [posthog.featureFlags.getFlagVariants(), posthog.featureFlags.getFlagPayloads(), posthog.featureFlags.getFlagsWithDetails()],
  ],
})
