import { ON, loads } from '../../support/flags.ts'
import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('flags where stored state is written later', {
  page: { config: { ...ON, persistence_save_debounce_ms: 500 } },
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
