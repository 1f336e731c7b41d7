import { ON, SOME, loads, told } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('flags without a time are always too old', {
  page: { config: { ...ON, feature_flag_cache_ttl_ms: 60_000 } },
  steps: [
    ...loads(told(SOME, { evaluatedAt: undefined })),
    wait('1s'),
    () => posthog.getFeatureFlag('beta'),
    wait('1s'),
    () => posthog.getFeatureFlag('beta'),
    wait('4s'),
  ],
})
