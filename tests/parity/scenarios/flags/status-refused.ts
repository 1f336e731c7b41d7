import { FLAGS, ON, loads } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('statuses that refuse', {
  page: { config: ON },
  steps: [
    ...loads(),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)),
    wait('1s'),
    reply(FLAGS, { status: 400, body: 'bad' }),
    () => posthog.reloadFeatureFlags(),
    wait('2s'),
    reply(FLAGS, { status: 401, body: { type: 'authentication_error', detail: 'no' } }),
    () => posthog.reloadFeatureFlags(),
    wait('2s'),
    reply(FLAGS, { status: 403, body: '' }),
    () => posthog.reloadFeatureFlags(),
    wait('2s'),
    reply(FLAGS, { status: 429, headers: { 'retry-after': '10' }, body: '' }),
    () => posthog.reloadFeatureFlags(),
    wait('2s'),
    () => posthog.getFeatureFlag('beta'),
    wait('20s'),
  ],
})
