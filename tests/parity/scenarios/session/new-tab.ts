import { open, scenario, tab, wait } from '../../support/scenario.ts'

export default scenario('a second tab has the session and a window of its own', {
  steps: [open('/one'), wait('4s'), tab('second'), open('/two'), wait('4s'), tab('first'), () => posthog.capture('first again'), wait('4s')],
})
