import { FLAGS, ON, loads } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('no retries', {
  page: { config: { ...ON, feature_flag_request_max_retries: 0 } },
  steps: [
    ...loads(),
    reply(FLAGS, { status: 502, body: '' }),
    wait('4s'),
    () => void posthog.set_config({ feature_flag_request_max_retries: -3 }),
    () => posthog.reloadFeatureFlags(),
    wait('4s'),
  ],
})
