import { ON, loads } from '../../support/flags.ts'
import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('flags in memory', {
  page: { config: { ...ON, persistence: 'memory' } },
  steps: [
    ...loads(),
    open('/one'),
    wait('1s'),
    () => posthog.getFeatureFlag('beta'),
    wait('4s'),
    open('/two', { after: () => note(posthog.getFeatureFlag('beta')) }),
    wait('1s'),
    () => posthog.getFeatureFlag('beta'),
    wait('4s'),
  ],
})
