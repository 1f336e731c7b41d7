import { scenario, wait } from '../../support/scenario.ts'

export default scenario('the answer is taken back', {
  steps: [
    wait('1s'),
    () => posthog.opt_out_capturing(),
    () => posthog.clear_opt_in_out_capturing(),
    () => posthog.get_explicit_consent_status(),
    () => posthog.capture('kept'),
    wait('4s'),
  ],
})
