import { scenario, wait } from '../../support/scenario.ts'

export default scenario('shutdown sends what waits', {
  steps: [
    wait('1s'),
    () => posthog.capture('x'),
    () => posthog.shutdown(),
    wait('4s'),
    () => posthog.capture('after'),
    wait('4s'),
  ],
})
