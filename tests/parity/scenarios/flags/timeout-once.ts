import { FLAGS, ON, loads } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('an answer to the second try', {
  page: { config: ON },
  steps: [
    ...loads(),
    reply(FLAGS, { hang: true, times: 1 }),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)),
    wait('10s'),
  ],
})
