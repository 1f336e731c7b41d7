import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('updates that are none', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.updateFlags(undefined),
    () => posthog.featureFlags.getFlagVariants(),
    () => posthog.updateFlags(null, null, null),
    () => posthog.updateFlags('ab'),
    () => posthog.updateFlags(['a']),
    () => posthog.updateFlags({ number: 7, nothing: null, missing: undefined, object: { a: 1 } }),
    () => [posthog.featureFlags.getFlagVariants(), posthog.featureFlags.getFlagsWithDetails()],
  ],
})
