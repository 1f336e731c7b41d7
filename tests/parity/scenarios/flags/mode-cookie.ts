import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('flags in a cookie', {
  page: { config: { ...ON, persistence: 'cookie' } },
  steps: [...loads(), wait('1s'), () => posthog.getFeatureFlag('beta'), wait('4s')],
})
