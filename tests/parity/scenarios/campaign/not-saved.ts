import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('neither campaign nor referrer are kept', {
  page: { config: { save_campaign_params: false, save_referrer: false } },
  steps: [open('/?utm_source=news', { referrer: 'https://blog.example/post' }), wait('1s'), () => posthog.capture('x'), wait('4s')],
})
