import { FLAGS, ON, flag, loads, told } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('overrides become part of what is kept where not all flags were computed', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.featureFlags.overrideFeatureFlags({ flags: { beta: 'mine' }, payloads: { beta: { a: 1 } } }),
    reply(FLAGS, { body: told([flag('late', true)], { errorsWhileComputingFlags: true }) }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => posthog.featureFlags.overrideFeatureFlags(false),
    () => [posthog.featureFlags.getFlagVariants(), posthog.featureFlags.getFlagPayloads(), posthog.featureFlags.getFlagsWithDetails()],
  ],
})
