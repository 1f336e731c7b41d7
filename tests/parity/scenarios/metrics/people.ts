import { scenario, wait } from '../../support/scenario.ts'

export default scenario('nothing is measured of who opted out, and what another person left is forgotten', {
  page: { config: { metrics: { flushIntervalMs: 2000 } } },
  steps: [
    wait('1s'),
    () => posthog.metrics.count('waits'),
    () => posthog.opt_out_capturing(),
    () => posthog.metrics.count('dropped'),
    wait('3s'),
    () => posthog.opt_in_capturing(),
    () => posthog.metrics.histogram('forgotten', 1, { bounds: [1] }),
    () => posthog.reset(),
    wait('3s'),
    () => posthog.metrics.histogram('forgotten', 1, { bounds: [2] }),
    wait('3s'),
  ],
})
