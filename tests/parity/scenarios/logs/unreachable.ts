import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a server that is never reached is left alone until the browser is online again', {
  page: { config: {} },
  steps: [
    reply(/logs/, { drop: true }),
    wait('1s'),
    () => posthog.captureLog({ body: '1' }),
    wait('60s'),
    () => posthog.captureLog({ body: '2' }),
    wait('60s'),
    reply(/logs/, {}),
    () => posthog.captureLog({ body: '3' }),
    wait('60s'),
    () => window.dispatchEvent(new Event('online')),
    () => posthog.captureLog({ body: '4' }),
    wait('10s'),
  ],
})
