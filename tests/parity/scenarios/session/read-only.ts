import { scenario, sleep, wait } from '../../support/scenario.ts'

export default scenario('asking for the id keeps no session alive', {
  steps: [
    wait('1s'),
    sleep('20m'),
    () => posthog.get_session_id(),
    sleep('20m'),
    () => posthog.get_session_id(),
    () => posthog.capture('next'),
    () => posthog.get_session_id(),
    wait('4s'),
  ],
})
