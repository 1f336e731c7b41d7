import { scenario, wait } from '../../support/scenario.ts'

export default scenario('feedback and metrics about traces', {
  steps: [
    wait('1s'),
    () => posthog.captureTraceFeedback('t-1', 'good'),
    () => posthog.captureTraceFeedback(7, 'fine'),
    () => posthog.captureTraceMetric('t-1', 'score', 9),
    () => posthog.captureTraceMetric('t-1', 'flag', true),
    wait('4s'),
  ],
})
