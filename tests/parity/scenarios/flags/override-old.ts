import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('the old method', {
  page: { config: { ...ON, debug: true } },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.featureFlags.override({ beta: 'mine' }),
    () => posthog.featureFlags.getFlagVariants(),
    () => posthog.featureFlags.override(['listed'], true),
    () => posthog.featureFlags.getFlagVariants(),
    () => posthog.featureFlags.override(false),
    () => posthog.featureFlags.getFlagVariants(),
  ],
})
