import { CONFIG, FLAGS, ON } from '../../support/flags.ts'
import { open, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('flags that init brings along stay where the server fails', {
  page: { config: { ...ON, bootstrap: { featureFlags: { color: 'green' } } } },
  steps: [
    reply(CONFIG, { body: { hasFeatureFlags: true } }),
    reply(FLAGS, { status: 500 }),
    open('/one', { after: () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)) }),
    wait('1s'),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => [posthog.featureFlags.getFlagVariants(), posthog.getFeatureFlag('color')],
    wait('4s'),
  ],
})
