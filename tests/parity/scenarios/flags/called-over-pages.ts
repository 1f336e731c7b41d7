import { ON, loads } from '../../support/flags.ts'
import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('what was told stays told on later pages', {
  page: { config: ON },
  steps: [
    ...loads(),
    open('/one'),
    wait('1s'),
    () => posthog.getFeatureFlag('beta'),
    wait('4s'),
    open('/two'),
    wait('1s'),
    () => [posthog.getFeatureFlag('beta'), posthog.getFeatureFlag('color')],
    wait('4s'),
  ],
})
