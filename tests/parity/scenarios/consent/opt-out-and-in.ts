import { scenario, wait } from '../../support/scenario.ts'

export default scenario('out, in, and the questions in between', {
  steps: [
    wait('1s'),
    () => [posthog.has_opted_in_capturing(), posthog.has_opted_out_capturing(), posthog.get_explicit_consent_status(), posthog.is_capturing()],
    () => posthog.capture('queued'),
    () => posthog.opt_out_capturing(),
    () => [posthog.has_opted_in_capturing(), posthog.has_opted_out_capturing(), posthog.get_explicit_consent_status(), posthog.is_capturing()],
    () => posthog.capture('dropped'),
    () => posthog.register({ a: 1 }),
    wait('4s'),
    () => posthog.opt_in_capturing(),
    () => [posthog.has_opted_in_capturing(), posthog.has_opted_out_capturing(), posthog.get_explicit_consent_status(), posthog.is_capturing()],
    () => posthog.capture('kept'),
    wait('4s'),
  ],
})
