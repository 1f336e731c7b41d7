import { open, scenario, tab, wait } from '../../support/scenario.ts'

export default scenario('the other tab agrees', {
  page: { config: { cookieless_mode: 'on_reject' } },
  steps: [
    open('/one'),
    wait('1s'),
    () => posthog.opt_out_capturing(),
    wait('4s'),
    tab('second'),
    open('/two'),
    wait('1s'),
    () => posthog.opt_in_capturing(),
    wait('4s'),
    tab('first'),
    () => posthog.capture('healed'),
    () => posthog.get_distinct_id().length,
    wait('4s'),
  ],
})
