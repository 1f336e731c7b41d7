import { FLAGS, ON, SOME, loads, told } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('what a reload promises', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => void posthog.featureFlags.reloadFeatureFlagsAsync().then((result: unknown) => note('loaded', result)),
    wait('1s'),
    reply(FLAGS, { times: 1, status: 500 }),
    () => void posthog.featureFlags.reloadFeatureFlagsAsync().then((result: unknown) => note('failed', result)),
    wait('1s'),
    reply(FLAGS, { times: 1, body: told(SOME, { quotaLimited: ['feature_flags'] }) }),
    () => void posthog.featureFlags.reloadFeatureFlagsAsync().then((result: unknown) => note('limited', result)),
    wait('1s'),
    reply(FLAGS, { times: 1, body: told(SOME, { errorsWhileComputingFlags: true }) }),
    () => void posthog.featureFlags.reloadFeatureFlagsAsync().then((result: unknown) => note('not all', result)),
    wait('1s'),
    reply(FLAGS, { times: 1, body: {} }),
    () => void posthog.featureFlags.reloadFeatureFlagsAsync().then((result: unknown) => note('empty', result)),
    wait('1s'),
    () => posthog.featureFlags.setReloadingPaused(true),
    () => void posthog.featureFlags.reloadFeatureFlagsAsync().then((result: unknown) => note('paused', result)),
    wait('1s'),
  ],
})
