import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('options that change later hold for the next request', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => void posthog.set_config({ evaluation_contexts: ['later'], flag_keys: ['late'], disable_compression: true }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
  ],
})
