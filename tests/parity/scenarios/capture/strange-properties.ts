import { scenario, wait } from '../../support/scenario.ts'

export default scenario('properties that are no object', {
  steps: [
    wait('1s'),
    () => posthog.capture('null', null),
    () => posthog.capture('text', 'abc'),
    () => posthog.capture('number', 7),
    () => posthog.capture('list', ['a', 'b']),
    () => posthog.capture('function', () => 1),
    wait('4s'),
  ],
})
