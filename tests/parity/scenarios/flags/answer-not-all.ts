import { FLAGS, ON, flag, loads, told } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('flags that could not be computed stay what they were', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    reply(FLAGS, {
      body: told([flag('beta', false, { failed: true }), flag('color', 'red', { id: 2, version: 2 }), flag('late', true, { failed: false, payload: '1' }), flag('gone', false, { failed: true })], {
        errorsWhileComputingFlags: true,
        requestId: 'request-2',
      }),
    }),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => [posthog.getFeatureFlagResult('beta'), posthog.getFeatureFlagResult('color'), posthog.getFeatureFlagResult('gone')],
    wait('4s'),
  ],
})
