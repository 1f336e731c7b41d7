import { leave, scenario, wait } from '../../support/scenario.ts'

export default scenario('pending, then refused, then agreed', {
  page: { config: { cookieless_mode: 'on_reject' } },
  steps: [
    wait('1s'),
    () => [posthog.is_capturing(), posthog.get_distinct_id().length, posthog.get_explicit_consent_status()],
    () => posthog.capture('dropped'),
    () => posthog.opt_out_capturing(),
    () => [posthog.is_capturing(), posthog.get_distinct_id(), posthog.get_session_id()],
    () => posthog.capture('without cookies'),
    wait('4s'),
    () => posthog.opt_in_capturing(),
    () => posthog.capture('with cookies'),
    () => posthog.get_distinct_id().length,
    wait('4s'),
    leave,
  ],
})
