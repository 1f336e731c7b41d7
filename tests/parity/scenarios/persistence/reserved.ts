import { scenario, wait } from '../../support/scenario.ts'

export default scenario('reserved names among the super properties', {
  steps: [
    wait('1s'),
    () => posthog.register({ distinct_id: 'mine', $device_id: 'dev', token: 'other', $session_id: 'mine', $lib: 'mine' }),
    () => posthog.capture('x'),
    () => [posthog.get_distinct_id(), posthog.get_property('token')],
    wait('4s'),
  ],
})
