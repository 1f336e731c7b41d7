import { ON, loads } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('no list', {
  page: { config: { ...ON, debug: true } },
  steps: [
    ...loads(),
    wait('1s'),
    reply(/early_access/, { status: 500, body: 'no' }),
    () => posthog.getEarlyAccessFeatures((...all: unknown[]) => note('failed', ...all)),
    wait('1s'),
    reply(/early_access/, { status: 403, body: { detail: 'no' } }),
    () => posthog.getEarlyAccessFeatures((...all: unknown[]) => note('refused', ...all)),
    wait('1s'),
    reply(/early_access/, { drop: true }),
    () => posthog.getEarlyAccessFeatures((...all: unknown[]) => note('cut', ...all), true),
    wait('1s'),
    reply(/early_access/, { body: '' }),
    () => posthog.getEarlyAccessFeatures((...all: unknown[]) => note('empty', ...all), true),
    wait('10s'),
  ],
})
