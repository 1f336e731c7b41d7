import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('flags where nothing is kept', {
  page: { config: { ...ON, disable_persistence: true } },
  steps: [...loads(), wait('1s'), () => posthog.getFeatureFlag('beta'), () => posthog.capture('x'), wait('4s')],
})
