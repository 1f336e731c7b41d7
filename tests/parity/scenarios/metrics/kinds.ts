import { scenario, wait } from '../../support/scenario.ts'

export default scenario('counts, gauges and histograms are folded into series for a minute', {
  page: { config: {} },
  steps: [
    wait('1s'),
    () => {
      posthog.metrics.count('orders')
      posthog.metrics.count('orders', 2.5)
      posthog.metrics.count('orders', 1, { attributes: { plan: 'pro', seats: 3 } })
      posthog.metrics.count('orders', 0.1, { attributes: { seats: 3, plan: 'pro' } })
      posthog.metrics.count('orders', 0.2, { attributes: { plan: 'pro', seats: '3' } })
      posthog.metrics.gauge('queue', 4, { unit: 'jobs' })
      posthog.metrics.gauge('queue', -3.25, { unit: 'jobs' })
      posthog.metrics.gauge('queue', 9)
      posthog.metrics.histogram('latency', 187, { unit: 'ms', attributes: { route: '/a' } })
      posthog.metrics.histogram('latency', 5, { unit: 'ms', attributes: { route: '/a' } })
      posthog.metrics.histogram('latency', 5.01, { unit: 'ms', attributes: { route: '/a' } })
      posthog.metrics.histogram('latency', 99999, { unit: 'ms', attributes: { route: '/b' } })
      posthog.metrics.histogram('latency', -1, { unit: 'ms' })
    },
    wait('30s'),
    () => posthog.metrics.count('orders'),
    wait('29s'),
    wait('1s'),
    () => posthog.metrics.count('orders', 7),
    wait('60s'),
  ],
})
