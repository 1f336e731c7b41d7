import { leave, scenario, wait } from '../../support/scenario.ts'

export default scenario('a page that goes with a few events', {
  steps: [wait('4s'), () => posthog.capture('one'), () => posthog.capture('two', { n: 2 }), leave],
})
