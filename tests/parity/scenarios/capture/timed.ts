import { scenario, wait } from '../../support/scenario.ts'

export default scenario('an event that was timed', {
  steps: [wait('1s'), () => posthog.persistence.props.__timers, () => posthog.capture('x'), wait('4s')],
})
