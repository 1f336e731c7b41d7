import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a session of another SDK, and a reset', {
  page: { config: { bootstrap: { sessionID: '0197f2a4-6b1c-7abc-8def-0123456789ab', distinctID: 'from-app' } } },
  steps: [wait('1s'), () => posthog.reset(), () => posthog.get_session_id(), () => posthog.capture('x'), wait('4s')],
})
