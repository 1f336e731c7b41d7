import { EVENTS, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('5xx are tried again, later and later', {
  steps: [reply(EVENTS, { times: 3, status: 500 }), wait('1s'), () => posthog.capture('x'), wait('60s')],
})
