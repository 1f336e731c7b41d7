import { scenario, wait } from '../../support/scenario.ts'

export default scenario('shutdown sends what was measured, and nothing is measured after it', {
  page: { config: {} },
  steps: [
    wait('1s'),
    () => posthog.metrics.count('a'),
    () => posthog.shutdown(),
    () => posthog.metrics.count('b'),
    wait('61s'),
  ],
})
