import { FLAGS, ON, OTHERS, loads, told } from '../../support/flags.ts'
import { open, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('who is told of flags, when, and of what', {
  page: { config: ON },
  steps: [
    ...loads(),
    open('/', { after: () => posthog.onFeatureFlags((...all: unknown[]) => note('early', ...all)) }),
    wait('1s'),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('late', ...all)),
    reply(FLAGS, { body: told(OTHERS) }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => posthog.reset(),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('after the reset', ...all)),
    wait('1s'),
  ],
})
