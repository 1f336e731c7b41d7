import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('no first load, but later ones', {
  page: { config: { ...ON, advanced_disable_feature_flags_on_first_load: true } },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.getFeatureFlag('beta'),
    () => posthog.identify('user-1'),
    wait('1s'),
    () => posthog.getFeatureFlag('beta'),
  ],
})
