import { scenario, wait } from '../../support/scenario.ts'

export default scenario('null as persistence', {
  page: { config: { persistence: null } },
  steps: [wait('1s'), () => posthog.capture('x'), wait('4s')],
})
