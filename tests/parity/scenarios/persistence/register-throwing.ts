import { scenario, wait } from '../../support/scenario.ts'

export default scenario('arguments at which posthog-js throws', {
  steps: [
    wait('1s'),
    () => posthog.register_for_session(),
    () => posthog.unregister(),
    () => posthog.unregister(null),
    () => posthog.unregister_for_session(),
    () => posthog.get_property('toString'),
    () => posthog.onSessionId('no function'),
    () => posthog.capture('after'),
    wait('4s'),
  ],
})
