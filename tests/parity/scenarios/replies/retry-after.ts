import { EVENTS, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('the server says when', {
  page: { config: { capture_pageview: false } },
  steps: [
    reply(EVENTS, { times: 1, status: 503, headers: { 'retry-after': '20' } }),
    wait('1s'),
    () => posthog.capture('x'),
    wait('40s'),
    reply(EVENTS, { times: 1, status: 503, headers: { 'retry-after': '3600' } }),
    () => posthog.capture('y'),
    wait('40s'),
    reply(EVENTS, { times: 1, status: 503, headers: { 'retry-after': 'soon' } }),
    () => posthog.capture('z'),
    wait('40s'),
  ],
})
