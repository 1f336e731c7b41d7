import { FLAGS, ON, loads } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a time limit of the page\'s own', {
  page: { config: { ...ON, feature_flag_request_timeout_ms: 200, feature_flag_request_max_retries: 0 } },
  steps: [
    ...loads(),
    reply(FLAGS, { hang: true }),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)),
    wait('199ms'),
    () => note('still'),
    wait('4s'),
  ],
})
