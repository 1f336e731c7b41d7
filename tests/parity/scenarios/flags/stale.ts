import { FLAGS, ON, OTHERS, SOME, loads, told } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('flags that are too old are not given, and asked for once', {
  page: { config: { ...ON, feature_flag_cache_ttl_ms: 60_000, debug: true } },
  steps: [
    ...loads((start: number) => told(SOME, { evaluatedAt: start })),
    wait('30s'),
    () => posthog.getFeatureFlag('beta'),
    wait('31s'),
    reply(FLAGS, { status: 500 }),
    () => [posthog.getFeatureFlag('beta'), posthog.getFeatureFlag('color'), posthog.isFeatureEnabled('beta', { defaultValue: 'default' })],
    () => [posthog.getFeatureFlagPayload('color'), posthog.featureFlags.getFlagVariants(), posthog.getAllFeatureFlags().length],
    () => posthog.capture('stale'),
    wait('1s'),
    () => posthog.getFeatureFlag('beta'),
    wait('1s'),
    reply(FLAGS, { body: (start: number) => told(OTHERS, { evaluatedAt: start + 70_000 }) }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => posthog.getFeatureFlag('color'),
    wait('4s'),
  ],
})
