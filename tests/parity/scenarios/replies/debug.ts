import { EVENTS, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('what is said about failures while debugging', {
  page: { config: { capture_pageview: false, debug: true } },
  steps: [
    reply(EVENTS, { times: 1, status: 503 }),
    wait('1s'),
    () => posthog.capture('x'),
    wait('10s'),
    reply(EVENTS, { times: 1, status: 400, body: 'bad' }),
    () => posthog.capture('y'),
    wait('4s'),
    () => posthog.debug(false),
  ],
})
