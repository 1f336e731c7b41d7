import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('nothing before somebody agrees', {
  page: { config: { opt_out_capturing_by_default: true } },
  steps: [
    open('/'),
    wait('1s'),
    () => [posthog.has_opted_in_capturing(), posthog.has_opted_out_capturing(), posthog.get_explicit_consent_status(), posthog.is_capturing()],
    () => posthog.capture('dropped'),
    wait('4s'),
    () => posthog.opt_in_capturing(),
    () => posthog.capture('kept'),
    wait('4s'),
    open('/two'),
    wait('4s'),
  ],
})
