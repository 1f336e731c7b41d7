import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('store_google, the option\'s old name', {
  page: { config: { store_google: false } },
  steps: [open('/?utm_source=news'), wait('1s'), () => posthog.config.save_campaign_params, wait('4s')],
})
