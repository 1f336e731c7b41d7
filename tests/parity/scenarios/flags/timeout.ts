import { FLAGS, ON, loads } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('no answer in three seconds, twice', {
  page: { config: ON },
  steps: [
    ...loads(),
    reply(FLAGS, { hang: true }),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)),
    wait('2999ms'),
    () => note('still'),
    wait('10s'),
    () => posthog.getFeatureFlag('beta'),
    wait('4s'),
  ],
})
