import { FLAGS, ON, loads } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a reset lets requests be made again', {
  page: { config: ON },
  steps: [
    ...loads(),
    reply(FLAGS, { drop: true, times: 3 }),
    wait('1s'),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => posthog.reset(),
    wait('1s'),
  ],
})
