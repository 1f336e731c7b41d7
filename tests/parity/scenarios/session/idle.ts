import { scenario, sleep, wait } from '../../support/scenario.ts'

export default scenario('half an hour without anything ends a session', {
  steps: [
    wait('1s'),
    () => posthog.get_session_id(),
    sleep('29m'),
    () => posthog.capture('same'),
    wait('4s'),
    sleep('31m'),
    () => posthog.capture('next'),
    () => posthog.get_session_id(),
    wait('4s'),
  ],
})
