import { scenario, wait } from '../../support/scenario.ts'

export default scenario('options of metrics', {
  page: {
    config: {
      metrics: {
        serviceName: 'shop',
        serviceVersion: '1.2',
        environment: 'test',
        resourceAttributes: { 'service.name': 'attributed', team: 'web', 'telemetry.sdk.name': 'mine', floors: 3 },
        flushIntervalMs: 5000,
        maxSeriesPerFlush: 2,
      },
    },
  },
  steps: [
    wait('1s'),
    () => {
      posthog.metrics.count('a')
      posthog.metrics.count('b')
      posthog.metrics.count('c')
      posthog.metrics.count('a')
      posthog.metrics.histogram('d', 1)
    },
    wait('5s'),
    () => {
      posthog.metrics.histogram('e', 1)
      posthog.metrics.histogram('f', 1, { bounds: [1] })
    },
    wait('5s'),
    () => {
      posthog.metrics.histogram('g', 1)
      posthog.metrics.histogram('h', 1, { bounds: [1] })
    },
    wait('5s'),
  ],
})
