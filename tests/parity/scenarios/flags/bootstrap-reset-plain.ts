import { CONFIG, FLAGS, ON } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('what init brought along is not brought again by a reset', {
  page: { config: { ...ON, bootstrap: { featureFlags: { color: 'green' } } } },
  steps: [
    reply(CONFIG, { body: { hasFeatureFlags: false } }),
    wait('1s'),
    () => posthog.getFeatureFlag('color'),
    reply(FLAGS, { hang: true }),
    () => posthog.reset(),
    wait('1s'),
    () => [posthog.featureFlags.getFlagVariants(), posthog.getFeatureFlag('color')],
    wait('1s'),
  ],
})
