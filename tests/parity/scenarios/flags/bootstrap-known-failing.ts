import { FLAGS, ON, loads } from '../../support/flags.ts'
import { open, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('flags that are known come back where the server fails', {
  page: { config: ON },
  steps: [
    ...loads(),
    open('/one'),
    wait('4s'),
    reply(FLAGS, { status: 500 }),
    open('/two', {
      config: { bootstrap: { featureFlags: { color: 'green', own: true } } },
      after: () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)),
    }),
    wait('1s'),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => [posthog.featureFlags.getFlagVariants(), posthog.getFeatureFlag('color')],
    wait('4s'),
  ],
})
