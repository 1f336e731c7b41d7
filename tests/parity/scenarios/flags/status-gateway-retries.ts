import { FLAGS, ON, OTHERS, loads, told } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('more retries, and one is forgotten by a reset', {
  page: { config: { ...ON, feature_flag_request_max_retries: 3 } },
  steps: [
    ...loads(),
    wait('1s'),
    reply(FLAGS, { status: 502, body: '' }),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)),
    () => posthog.reloadFeatureFlags(),
    wait('4s'),
    () => posthog.reloadFeatureFlags(),
    wait('700ms'),
    reply(FLAGS, { body: told(OTHERS) }),
    () => posthog.reset(),
    wait('4s'),
  ],
})
