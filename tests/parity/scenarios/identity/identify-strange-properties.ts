import { scenario, wait } from '../../support/scenario.ts'

export default scenario('properties of identify that JSON has no word for', {
  steps: [
    wait('1s'),
    () => posthog.identify('user-1', null, undefined),
    () => posthog.identify('user-1', { when: new Date(0), f: () => 1, u: undefined, n: null, nested: { deep: [1, { x: 'y' }] } }),
    wait('4s'),
  ],
})
