import { FLAGS, ON, loads } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a gateway that fails is asked once more', {
  page: { config: ON },
  steps: [
    ...loads(),
    reply(FLAGS, { status: 502, times: 1, body: '' }),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)),
    wait('1s'),
    reply(FLAGS, { status: 504, body: '' }),
    () => posthog.reloadFeatureFlags(),
    wait('4s'),
  ],
})
