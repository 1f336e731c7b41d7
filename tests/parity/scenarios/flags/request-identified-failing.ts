import { FLAGS, ON, loads } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('who was anonymous is told until a request succeeds', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    reply(FLAGS, { times: 1, status: 500 }),
    () => posthog.identify('user-1'),
    wait('1s'),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
  ],
})
