import { FLAGS, ON, OTHERS, loads, told } from '../../support/flags.ts'
import { open, reply, scenario, tab, wait } from '../../support/scenario.ts'

export default scenario('another person in one tab, and flags in the other', {
  page: { config: ON },
  steps: [
    ...loads(),
    open('/one'),
    wait('4s'),
    tab('second'),
    open('/two'),
    wait('4s'),
    reply(FLAGS, { body: told(OTHERS) }),
    () => posthog.identify('user-1'),
    wait('1s'),
    tab('first'),
    () => [posthog.get_distinct_id(), posthog.featureFlags.getFlagVariants()],
    () => posthog.reloadFeatureFlags(),
    wait('4s'),
    () => posthog.featureFlags.getFlagVariants(),
  ],
})
