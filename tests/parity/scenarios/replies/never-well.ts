import { EVENTS, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a server that never recovers', {
  page: { config: { capture_pageview: false } },
  steps: [
    reply(EVENTS, { status: 503 }),
    wait('1s'),
    () => posthog.capture('x'),
    wait('10m'),
    () => posthog.calculateEventProperties('x', {}).$sdk_debug_retry_queue_size,
    wait('1h50m'),
    () => posthog.calculateEventProperties('x', {}).$sdk_debug_retry_queue_size,
  ],
})
