import { scenario, wait } from '../../support/scenario.ts'

export default scenario('site apps that nobody opted in to', {
  page: {
    config: { advanced_disable_flags: undefined, advanced_disable_feature_flags_on_first_load: true },
    before: () => {
      ;(window as any)._POSTHOG_REMOTE_CONFIG = {
        phc_parity: { config: { supportedCompression: ['gzip-js'], hasFeatureFlags: false }, siteApps: [{ id: 'a', init: () => note('never') }] },
      }
    },
  },
  steps: [wait('1s'), () => posthog.capture('x'), wait('4s')],
})
