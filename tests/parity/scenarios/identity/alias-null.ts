import { scenario, wait } from '../../support/scenario.ts'

export default scenario('null as an alias', {
  steps: [wait('1s'), () => posthog.alias(null), wait('4s')],
})
