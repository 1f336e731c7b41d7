import { scenario, wait } from '../../support/scenario.ts'

export default scenario('the address of a replay', {
  steps: [
    wait('1s'),
    () => posthog.get_session_replay_url(),
    wait('60s'),
    () => posthog.get_session_replay_url({ withTimestamp: true }),
    () => posthog.get_session_replay_url({ withTimestamp: true, timestampLookBack: 30 }),
    () => posthog.get_session_replay_url({ withTimestamp: true, timestampLookBack: 1000 }),
    () => posthog.get_session_replay_url('strange'),
  ],
})
