import { scenario, wait } from '../../support/scenario.ts'

export default scenario('another user without a reset between goes without an event', {
  steps: [
    wait('1s'),
    () => posthog.identify('user-1'),
    () => posthog.identify('user-2'),
    () => posthog.identify('user-3', { a: 1 }),
    () => posthog.capture('after'),
    wait('4s'),
  ],
})
