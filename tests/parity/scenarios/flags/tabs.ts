import { FLAGS, ON, OTHERS, loads, told } from '../../support/flags.ts'
import { open, reply, scenario, tab, wait } from '../../support/scenario.ts'

export default scenario('flags of one tab are known in the other', {
  page: { config: ON },
  steps: [
    ...loads(),
    open('/one'),
    wait('4s'),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('first tab', ...all)),
    tab('second'),
    reply(FLAGS, { body: told(OTHERS, { requestId: 'request-2' }) }),
    open('/two'),
    wait('4s'),
    tab('first'),
    () => [posthog.featureFlags.getFlagVariants(), posthog.getFeatureFlag('color')],
    () => posthog.capture('x'),
    wait('4s'),
  ],
})
