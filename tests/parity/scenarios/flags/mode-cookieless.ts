import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('flags without cookies', {
  page: { config: { ...ON, cookieless_mode: 'always' } },
  steps: [...loads(), wait('1s'), () => posthog.getFeatureFlag('beta'), () => posthog.capture('x'), wait('4s')],
})
