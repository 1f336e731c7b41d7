import { FLAGS, ON, SOME, told } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('flags are off though the page brought the configuration along', {
  page: {
    config: { ...ON, advanced_disable_flags: true },
    before: () => {
      ;(window as any)._POSTHOG_REMOTE_CONFIG = { phc_parity: { config: { hasFeatureFlags: true }, siteApps: [] } }
    },
  },
  steps: [reply(FLAGS, { body: told(SOME) }), wait('1s'), () => posthog.reloadFeatureFlags(), wait('1s')],
})
