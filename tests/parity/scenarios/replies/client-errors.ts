import { EVENTS, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('4xx are not tried again', {
  steps: [
    reply(EVENTS, { times: 1, status: 400, body: 'bad' }),
    wait('4s'),
    reply(EVENTS, { times: 1, status: 401, body: { type: 'authentication_error' } }),
    () => posthog.capture('x'),
    wait('15s'),
    reply(EVENTS, { times: 1, status: 413 }),
    () => posthog.capture('y'),
    wait('15s'),
    reply(EVENTS, { times: 1, status: 429, headers: { 'retry-after': '5' } }),
    () => posthog.capture('z'),
    wait('15s'),
  ],
})
