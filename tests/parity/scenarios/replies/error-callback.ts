import { EVENTS, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('on_request_error hears of it', {
  page: { config: { on_request_error: (response: any) => note('failed', response.statusCode, response.text, response.json) } },
  steps: [
    reply(EVENTS, { times: 1, status: 400, body: { why: 'because' } }),
    wait('4s'),
    reply(EVENTS, { times: 1, status: 500, body: 'oops' }),
    () => posthog.capture('x'),
    wait('10s'),
  ],
})
