import { FLAGS, ON, SOME, told } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('flags are asked for at once where the page brought the configuration along', {
  page: {
    config: ON,
    before: () => {
      ;(window as any)._POSTHOG_REMOTE_CONFIG = { phc_parity: { config: { supportedCompression: ['gzip-js'], hasFeatureFlags: true }, siteApps: [] } }
    },
  },
  steps: [reply(FLAGS, { body: told(SOME) }), wait('4ms'), wait('1ms'), () => posthog.featureFlags.getFlags(), wait('1s')],
})
