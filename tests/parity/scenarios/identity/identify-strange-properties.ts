import { scenario, wait } from '../../support/scenario.ts'

export default scenario('properties of identify that are no objects', {
  steps: [
    wait('1s'),
    () => posthog.identify('user-1', 'text', 7),
    () => posthog.identify('user-1', null, ['a']),
    () => posthog.identify('user-1', { when: new Date(0), f: () => 1, u: undefined, n: null, nested: { deep: [1, { x: 'y' }] } }),
    wait('4s'),
  ],
})
