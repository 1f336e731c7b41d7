import { scenario, wait } from '../../support/scenario.ts'

export default scenario('reset with its options', {
  steps: [
    wait('1s'),
    () => posthog.identify('user-1'),
    () => posthog.reset({ resetDeviceID: true }),
    () => posthog.capture('one'),
    () => posthog.reset({ bootstrap: { distinctID: 'boot', isIdentifiedID: true } }),
    () => [posthog.get_distinct_id(), posthog.get_property('$user_state')],
    () => posthog.capture('two'),
    () => posthog.reset({ resetDeviceID: false, bootstrap: { distinctID: 'anon' } }),
    () => posthog.capture('three'),
    wait('4s'),
  ],
})
