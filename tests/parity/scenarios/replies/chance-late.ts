import { EVENTS, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('retries where chance says late', {
  visitor: { chance: 0.999 },
  page: { config: { capture_pageview: false } },
  steps: [reply(EVENTS, { times: 4, status: 502 }), wait('1s'), () => posthog.capture('x'), wait('3m')],
})
