import { ON, loads } from '../../support/flags.ts'
import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('flags where the stored state is split', {
  page: { config: { ...ON, split_storage: true } },
  steps: [
    ...loads(),
    open('/one'),
    wait('1s'),
    () => posthog.getFeatureFlag('beta'),
    wait('4s'),
    open('/two', { after: () => note(posthog.getFeatureFlag('color')) }),
    wait('4s'),
  ],
})
