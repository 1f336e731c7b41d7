import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('nothing is stored and nobody is known', {
  page: { config: { cookieless_mode: 'always' } },
  steps: [
    open('/?utm_source=news'),
    wait('1s'),
    () => [posthog.get_distinct_id(), posthog.get_property('$device_id'), posthog.get_session_id(), posthog.is_capturing()],
    () => posthog.capture('x'),
    () => posthog.register({ a: 1 }),
    () => posthog.identify('user-1'),
    () => posthog.capture('y'),
    () => posthog.opt_in_capturing(),
    () => posthog.opt_out_capturing(),
    () => posthog.reset(),
    () => posthog.get_distinct_id(),
    () => posthog.onSessionId(() => note('never')),
    () => posthog.get_session_replay_url(),
    wait('4s'),
    open('/two'),
    wait('4s'),
  ],
})
