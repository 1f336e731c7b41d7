import { scenario, wait } from '../../support/scenario.ts'

export default scenario('other options begin anew', {
  page: { config: { metrics: { flushIntervalMs: 3000, serviceName: 'a' } } },
  steps: [
    wait('1s'),
    () => posthog.metrics.count('lost'),
    () => posthog.set_config({ metrics: { flushIntervalMs: 1000, serviceName: 'b' } }),
    () => posthog.metrics.count('kept'),
    wait('2s'),
    () => posthog.metrics.count('same options'),
    () => posthog.set_config({ debug: false }),
    wait('2s'),
    () => posthog.set_config({ metrics: undefined }),
    () => posthog.metrics.count('still'),
    wait('2s'),
  ],
})
