import { FLAGS, ON, loads } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('statuses of a broken server', {
  page: { config: ON },
  steps: [
    ...loads(),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)),
    wait('1s'),
    reply(FLAGS, { status: 500, body: 'no' }),
    () => posthog.reloadFeatureFlags(),
    wait('2s'),
    reply(FLAGS, { status: 503, body: 'no' }),
    () => posthog.reloadFeatureFlags(),
    wait('2s'),
    () => posthog.getFeatureFlag('unknown'),
    wait('20s'),
  ],
})
