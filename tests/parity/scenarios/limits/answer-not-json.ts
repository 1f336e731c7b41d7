import { EVENTS, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('an answer that is no JSON', {
  steps: [reply(EVENTS, { body: '<html>fine</html>' }), wait('4s'), () => posthog.capture('x'), wait('4s')],
})
