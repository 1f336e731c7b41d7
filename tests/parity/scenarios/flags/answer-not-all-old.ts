import { FLAGS, ON, loads } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('not all flags, told the older way', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    reply(FLAGS, { body: { featureFlags: { beta: false, late: 'x' }, featureFlagPayloads: { late: '1' }, errorsWhileComputingFlags: true } }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => [posthog.featureFlags.getFlagVariants(), posthog.featureFlags.getFlagPayloads(), posthog.featureFlags.getFlagsWithDetails()],
    () => posthog.getFeatureFlag('beta'),
    wait('4s'),
  ],
})
