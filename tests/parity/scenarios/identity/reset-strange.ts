import { scenario, wait } from '../../support/scenario.ts'

export default scenario('reset with what it does not expect', {
  steps: [
    wait('1s'),
    () => posthog.reset('yes'),
    () => posthog.reset(null),
    () => posthog.reset(0),
    () => posthog.reset([]),
    () => posthog.capture('after'),
    wait('4s'),
  ],
})
