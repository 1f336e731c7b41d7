import { scenario, wait } from '../../support/scenario.ts'

export default scenario('capture with properties of every JSON kind', {
  steps: [
    wait('1s'),
    () => posthog.capture('item_created', { text: 'a', n: 1.5, yes: true, no: null, list: [1, 'b', null], deep: { a: { b: { c: 1 } } }, unicode: 'ü✓\u2028"\\' }),
    () => posthog.capture('bare'),
    wait('4s'),
  ],
})
