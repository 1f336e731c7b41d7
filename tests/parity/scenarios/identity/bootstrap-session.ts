import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('a bootstrapped session, and ones that cannot be', {
  page: { config: { bootstrap: { sessionID: '0197f2a4-6b1c-7abc-8def-0123456789ab' } } },
  steps: [
    open('/'),
    wait('1s'),
    () => posthog.get_session_id(),
    wait('4s'),
    open('/bad', { config: { bootstrap: { sessionID: 'no-uuid' } } }),
    wait('4s'),
  ],
})
