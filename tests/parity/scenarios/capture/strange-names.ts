import { scenario, wait } from '../../support/scenario.ts'

export default scenario('names that are none', {
  steps: [
    wait('1s'),
    () => posthog.capture(),
    () => posthog.capture(null),
    () => posthog.capture(7),
    () => posthog.capture({}),
    () => posthog.capture(''),
    () => posthog.capture('  spaced  '),
    wait('4s'),
  ],
})
