import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a server that fails, and comes back', {
  page: { config: { on_request_error: ({ statusCode }: any) => note('status', statusCode) } },
  steps: [
    reply(/logs/, { status: 503, times: 3 }),
    wait('1s'),
    () => posthog.captureLog({ body: 'kept' }),
    wait('3s'),
    () => posthog.captureLog({ body: 'joins' }),
    wait('30s'),
    reply(/logs/, { status: 400, times: 1 }),
    () => posthog.captureLog({ body: 'lost' }),
    wait('4s'),
    () => posthog.captureLog({ body: 'arrives' }),
    wait('10s'),
  ],
})
