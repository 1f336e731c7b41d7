import { EVENTS, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a server that does not answer', {
  page: { config: { capture_pageview: false } },
  steps: [reply(EVENTS, { times: 1, hang: true }), wait('1s'), () => posthog.capture('x'), wait('10s'), () => posthog.capture('y'), wait('80s')],
})
