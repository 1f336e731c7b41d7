import { scenario, wait } from '../../support/scenario.ts'

export default scenario('register and its kin with what they do not expect', {
  steps: [
    wait('1s'),
    () => posthog.register(),
    () => posthog.register(null),
    () => posthog.register('text'),
    () => posthog.register(7),
    () => posthog.register(['a', 'b']),
    () => posthog.register({ u: undefined, n: null }),
    () => posthog.register_once(),
    () => posthog.register_once('text'),
    () => posthog.register_for_session(7),
    () => posthog.get_property(),
    () => posthog.getSessionProperty(),
    () => posthog.capture('after'),
    wait('4s'),
  ],
})
