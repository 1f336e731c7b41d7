import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('parameters of the site\'s own', {
  page: { config: { custom_campaign_params: ['partner', 'ref'] } },
  steps: [open('/?partner=p1&ref=&utm_source=x'), wait('1s'), () => posthog.capture('x'), wait('4s')],
})
