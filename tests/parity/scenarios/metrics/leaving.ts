import { leave, scenario, wait } from '../../support/scenario.ts'

export default scenario('what was measured leaves with the page, by beacon', {
  page: { config: {} },
  steps: [wait('1s'), () => posthog.metrics.count('a'), () => posthog.metrics.histogram('b', 2), () => posthog.capture('x'), leave],
})
