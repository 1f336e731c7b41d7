import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('answers of the wrong kinds', {
  page: { config: { advanced_disable_flags: undefined, advanced_disable_feature_flags_on_first_load: true } },
  steps: [
    reply(/\/config$/, { body: { supportedCompression: 'gzip-js', analytics: { endpoint: 7 }, hasFeatureFlags: false, __proto__: { a: 1 } } }),
    wait('1s'),
    () => posthog.capture('x'),
    wait('4s'),
  ],
})
