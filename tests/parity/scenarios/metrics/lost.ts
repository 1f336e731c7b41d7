import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('what the server will never take is dropped', {
  page: { config: { metrics: { flushIntervalMs: 2000 } } },
  steps: [
    wait('1s'),
    reply(/metrics/, { status: 400, times: 1 }),
    () => posthog.metrics.count('refused'),
    wait('3s'),
    reply(/metrics/, { status: 413, times: 1 }),
    () => posthog.metrics.count('too large'),
    wait('3s'),
    reply(/metrics/, { status: 429, times: 1 }),
    () => posthog.metrics.count('later'),
    wait('20s'),
    reply(/metrics/, { drop: true, times: 1 }),
    () => posthog.metrics.count('cut'),
    wait('20s'),
  ],
})
