import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a server that knows base64 only', {
  page: { config: { advanced_disable_flags: undefined, advanced_disable_feature_flags_on_first_load: true } },
  steps: [reply(/\/config$/, { body: { supportedCompression: ['base64'], hasFeatureFlags: false } }), wait('1s'), () => posthog.capture('x'), wait('4s')],
})
