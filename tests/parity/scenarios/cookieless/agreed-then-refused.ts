import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('agreed first, then refused', {
  page: { config: { cookieless_mode: 'on_reject' } },
  steps: [
    open('/'),
    wait('1s'),
    () => posthog.opt_in_capturing(),
    () => posthog.identify('user-1'),
    wait('4s'),
    () => posthog.opt_out_capturing(),
    () => posthog.capture('without cookies'),
    wait('4s'),
    open('/two'),
    wait('1s'),
    () => posthog.get_distinct_id(),
    wait('4s'),
  ],
})
