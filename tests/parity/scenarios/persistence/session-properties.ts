import { open, scenario, sleep, wait } from '../../support/scenario.ts'

export default scenario('properties of the session', {
  steps: [
    open('/'),
    wait('1s'),
    () => posthog.register_for_session({ from: 'ad', n: 1 }),
    () => posthog.capture('with'),
    () => posthog.getSessionProperty('from'),
    wait('4s'),
    open('/two'),
    () => posthog.getSessionProperty('from'),
    () => posthog.unregister_for_session('from'),
    () => posthog.capture('less'),
    wait('4s'),
    sleep('31m'),
    () => posthog.capture('next session'),
    () => posthog.getSessionProperty('n'),
    wait('4s'),
  ],
})
