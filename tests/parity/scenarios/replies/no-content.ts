import { EVENTS, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('204 is not 200', {
  steps: [reply(EVENTS, { times: 2, status: 204 }), wait('1s'), () => posthog.capture('x'), wait('20s')],
})
