import { scenario, wait } from '../../support/scenario.ts'

export default scenario('$set and $set_once among the properties, and in the options', {
  steps: [
    wait('1s'),
    () => posthog.capture('props', { $set: { plan: 'free' }, $set_once: { first: 1 } }),
    () => posthog.capture('options', { n: 1 }, { $set: { plan: 'paid' }, $set_once: { second: 2 }, $unset: ['old'] }),
    () => posthog.capture('both', { $set: { a: 1 } }, { $set: { b: 2 } }),
    wait('4s'),
  ],
})
