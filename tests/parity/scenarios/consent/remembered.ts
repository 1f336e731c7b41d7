import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('the answer is remembered on the next page', {
  steps: [
    open('/'),
    wait('1s'),
    () => posthog.opt_out_capturing(),
    wait('4s'),
    open('/two'),
    wait('1s'),
    () => [posthog.has_opted_out_capturing(), posthog.get_explicit_consent_status()],
    () => posthog.opt_in_capturing(),
    wait('4s'),
    open('/three'),
    () => posthog.get_explicit_consent_status(),
    wait('4s'),
  ],
})
