import { FLAGS, ON, loads } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a list where an object of flags is expected', {
  page: { config: ON },
  steps: [
    ...loads({ flags: [{ key: 'beta', enabled: true }], requestId: 'r' }),
    wait('1s'),
    () => posthog.featureFlags.getFlagVariants(),
    reply(FLAGS, { body: { flags: [] } }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => posthog.featureFlags.getFlagVariants(),
  ],
})
