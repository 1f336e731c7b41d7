import { ON } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('promises of reloads that cannot be', {
  page: { config: { ...ON, advanced_disable_flags: true } },
  steps: [
    wait('1s'),
    () => posthog.featureFlags.reloadFeatureFlagsAsync(),
    () => void posthog.set_config({ advanced_disable_flags: false }),
    () => posthog.featureFlags.reloadFeatureFlagsAsync(),
    wait('1s'),
  ],
})
