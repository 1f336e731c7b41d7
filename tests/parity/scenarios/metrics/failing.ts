import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('what the server cannot take now is folded into what comes', {
  page: { config: { metrics: { flushIntervalMs: 4000 } } },
  steps: [
    reply(/metrics/, { status: 503, times: 3 }),
    wait('1s'),
    () => {
      posthog.metrics.count('a', 2)
      posthog.metrics.gauge('b', 2)
      posthog.metrics.histogram('c', 2)
      posthog.metrics.count('only before')
    },
    wait('4s'),
    () => {
      posthog.metrics.count('a', 3)
      posthog.metrics.gauge('b', 3)
      posthog.metrics.histogram('c', 300)
    },
    wait('60s'),
    () => posthog.metrics.count('after'),
    wait('10s'),
  ],
})
