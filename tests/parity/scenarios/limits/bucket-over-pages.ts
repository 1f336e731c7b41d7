import { leave, open, scenario, wait } from '../../support/scenario.ts'

export default scenario('the bucket of the rate limit is kept from page to page', {
  steps: [
    wait('2s'),
    () => posthog.capture('one'),
    () => posthog.get_property('$capture_rate_limit'),
    wait('1s'),
    leave,
    () => localStorage.ph_phc_parity_posthog,
    open('/second'),
    () => posthog.get_property('$capture_rate_limit'),
    wait('1s'),
  ],
})
