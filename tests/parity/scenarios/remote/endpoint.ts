import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('another path for events', {
  page: { config: { advanced_disable_flags: undefined, advanced_disable_feature_flags_on_first_load: true } },
  steps: [
    reply(/\/config$/, { body: { supportedCompression: ['gzip-js'], analytics: { endpoint: '/i/v0/e/' }, hasFeatureFlags: false } }),
    wait('1s'),
    () => posthog.capture('x'),
    wait('4s'),
  ],
})
