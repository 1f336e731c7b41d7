import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a configuration that the page brought along', {
  page: {
    config: { advanced_disable_flags: undefined, advanced_disable_feature_flags_on_first_load: true },
    before: () => {
      ;(window as any)._POSTHOG_REMOTE_CONFIG = { phc_parity: { config: { supportedCompression: ['base64'], hasFeatureFlags: false }, siteApps: [] } }
    },
  },
  steps: [wait('1s'), () => posthog.capture('x'), wait('4s')],
})
