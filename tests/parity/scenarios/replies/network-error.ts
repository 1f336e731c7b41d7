import { EVENTS, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('connections that are cut', {
  page: { config: { capture_pageview: false } },
  steps: [reply(EVENTS, { drop: true }), wait('1s'), () => posthog.capture('x'), wait('5m')],
})
