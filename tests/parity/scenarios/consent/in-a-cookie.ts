import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('the answer in a cookie', {
  page: { config: { opt_out_capturing_persistence_type: 'cookie' } },
  steps: [open('/'), wait('1s'), () => posthog.opt_out_capturing(), wait('1s'), open('/two'), () => posthog.get_explicit_consent_status(), wait('4s')],
})
