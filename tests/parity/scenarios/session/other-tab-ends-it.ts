import { open, scenario, sleep, tab, wait } from '../../support/scenario.ts'

export default scenario('a tab that slept takes over the session of the other', {
  steps: [
    open('/one'),
    wait('4s'),
    tab('second'),
    open('/two'),
    wait('4s'),
    sleep('31m'),
    () => posthog.capture('a new session'),
    wait('4s'),
    tab('first'),
    () => posthog.capture('in which session'),
    () => posthog.get_session_id(),
    wait('4s'),
  ],
})
