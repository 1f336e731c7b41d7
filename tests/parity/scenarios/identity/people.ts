import { scenario, wait } from '../../support/scenario.ts'

export default scenario('the old names people.set and people.set_once', {
  steps: [
    wait('1s'),
    () => posthog.people.set('plan', 'free'),
    () => posthog.people.set({ plan: 'paid', seats: 3 }, undefined, (result: unknown) => note('called', result)),
    () => posthog.people.set_once('first', 1, (result: unknown) => note('called', result)),
    () => posthog.people.set_once({ second: 2 }),
    () => posthog.people.set(),
    () => String(posthog.people),
    wait('4s'),
  ],
})
