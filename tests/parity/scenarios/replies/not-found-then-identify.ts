import { EVENTS, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('answers that are pages', {
  steps: [reply(EVENTS, { times: 1, status: 404, body: '<h1>Not found</h1>' }), wait('4s'), () => posthog.capture('x'), wait('8s')],
})
