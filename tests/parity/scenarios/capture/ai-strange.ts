import { scenario, wait } from '../../support/scenario.ts'

export default scenario('feedback about no trace', {
  steps: [wait('1s'), () => posthog.captureTraceFeedback(), () => posthog.captureTraceFeedback(null, 7), () => posthog.captureTraceMetric(), () => posthog.captureTraceMetric({}, null, { a: 1 }), wait('4s')],
})
