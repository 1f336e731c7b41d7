import { FLAGS, ON, loads } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('fresh flags where a request failed after one that did not', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.getFeatureFlag('beta', { fresh: true }),
    reply(FLAGS, { status: 500 }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => [posthog.getFeatureFlag('beta', { fresh: true }), posthog.getFeatureFlag('color')],
    wait('4s'),
  ],
})
