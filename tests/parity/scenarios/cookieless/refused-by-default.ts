import { scenario, wait } from '../../support/scenario.ts'

export default scenario('nobody asked counts as refused', {
  page: { config: { cookieless_mode: 'on_reject', opt_out_capturing_by_default: true } },
  steps: [wait('1s'), () => posthog.capture('x'), () => posthog.get_distinct_id(), wait('4s')],
})
