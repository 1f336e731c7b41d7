import { ON, loads } from '../../support/flags.ts'
import { open, scenario, tab, wait } from '../../support/scenario.ts'

export default scenario('an override in one tab, and the other', {
  page: { config: ON },
  steps: [
    ...loads(),
    open('/one'),
    wait('4s'),
    tab('second'),
    open('/two'),
    wait('4s'),
    () => posthog.featureFlags.overrideFeatureFlags({ beta: 'mine' }),
    tab('first'),
    () => posthog.featureFlags.getFlagVariants(),
    () => posthog.register({ a: 1 }),
    tab('second'),
    () => posthog.featureFlags.getFlagVariants(),
  ],
})
