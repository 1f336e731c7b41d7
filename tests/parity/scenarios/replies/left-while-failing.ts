import { EVENTS, leave, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a page that goes with events that failed', {
  steps: [reply(EVENTS, { times: 2, status: 500 }), wait('1s'), () => posthog.capture('x'), wait('4s'), leave],
})
