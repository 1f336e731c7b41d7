import { FLAGS, ON, flag, loads, told } from '../../support/flags.ts'
import { open, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('flags of surveys alone are asked for, and join those that are known', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    reply(FLAGS, { body: told([flag('color', 'green'), flag('survey-targeting-a', true)]) }),
    open('/next', { config: { advanced_only_evaluate_survey_feature_flags: true } }),
    wait('1s'),
    () => [posthog.featureFlags.getFlagVariants(), posthog.featureFlags.getFlagPayloads(), posthog.featureFlags.getFlagsWithDetails()],
  ],
})
