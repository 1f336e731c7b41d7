import { scenario, wait } from '../../support/scenario.ts'

export default scenario('aliases that are none', {
  steps: [
    wait('1s'),
    () => posthog.alias(),
    () => posthog.alias(''),
    () => posthog.alias(7),
    wait('4s'),
  ],
})
