import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('advanced_disable_flags set later counts where init did not name it', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => void posthog.set_config({ advanced_disable_flags: true }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => posthog.featureFlags.getFlagVariants(),
  ],
})
