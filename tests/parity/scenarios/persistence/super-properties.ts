import { scenario, wait } from '../../support/scenario.ts'

export default scenario('super properties, once, and taken back', {
  steps: [
    wait('1s'),
    () => posthog.register({ plan: 'free', n: 1, list: [1, 2], deep: { a: { b: null } } }),
    () => posthog.register_once({ plan: 'other', first: 1 }),
    () => posthog.register_once({ n: 2 }, 1),
    () => posthog.capture('with'),
    () => posthog.unregister('plan'),
    () => posthog.unregister('never there'),
    () => posthog.capture('without'),
    () => ['plan', 'n', 'first', 'list'].map((name) => posthog.get_property(name)),
    wait('4s'),
  ],
})
