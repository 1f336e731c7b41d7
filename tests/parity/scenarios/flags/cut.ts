import { FLAGS, ON, OTHERS, loads, told } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('connections that are cut, and no more requests after the third', {
  page: { config: { ...ON, debug: true } },
  steps: [
    ...loads(),
    wait('1s'),
    reply(FLAGS, { drop: true }),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)),
    () => posthog.reloadFeatureFlags(),
    wait('2s'),
    () => posthog.reloadFeatureFlags(),
    wait('2s'),
    () => posthog.reloadFeatureFlags(),
    wait('2s'),
    () => posthog.reloadFeatureFlags(),
    () => void posthog.featureFlags.reloadFeatureFlagsAsync().then((result: unknown) => note(result)),
    wait('2s'),
    reply(FLAGS, { body: told(OTHERS) }),
    () => void window.dispatchEvent(new Event('online')),
    wait('2s'),
  ],
})
