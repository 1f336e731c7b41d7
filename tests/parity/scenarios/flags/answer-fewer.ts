import { FLAGS, ON, flag, loads } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('what a later answer lacks is gone, but for its number and time', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    reply(FLAGS, { body: { flags: Object.fromEntries([flag('beta', 'b', { payload: '1' })]) } }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => posthog.getFeatureFlag('beta'),
    () => posthog.getFeatureFlag('color'),
    wait('4s'),
  ],
})
