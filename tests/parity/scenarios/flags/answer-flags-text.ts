import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a text where an object of flags is expected', {
  page: { config: ON },
  steps: [...loads({ flags: 'ab' }), wait('1s'), () => [posthog.featureFlags.hasLoadedFlags, posthog.featureFlags.getFlagVariants()]],
})
