import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('another interval, and ones out of bounds', {
  steps: [
    open('/', { config: { request_queue_config: { flush_interval_ms: 1000 } } }),
    () => posthog.capture('x'),
    wait('900ms'),
    wait('200ms'),
    open('/', { config: { request_queue_config: { flush_interval_ms: 10 } } }),
    () => posthog.capture('x'),
    wait('200ms'),
    wait('100ms'),
    open('/', { config: { request_queue_config: { flush_interval_ms: 60_000 } } }),
    () => posthog.capture('x'),
    wait('4900ms'),
    wait('200ms'),
  ],
})
