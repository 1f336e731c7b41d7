import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('flags of those who opted out by default', {
  page: { config: { ...ON, opt_out_capturing_by_default: true, opt_out_persistence_by_default: true } },
  steps: [...loads(), wait('1s'), () => [posthog.getFeatureFlag('beta'), posthog.featureFlags.getFlagVariants()], wait('4s')],
})
