import { scenario, wait } from '../../support/scenario.ts'

export default scenario('the methods of session replay, without replay', {
  steps: [
    wait('1s'),
    () => posthog.sessionRecordingStarted(),
    () => posthog.stopSessionRecording(),
    () => posthog.config.disable_session_recording,
    wait('4s'),
  ],
})
