import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('evaluation_environments, the old name', {
  page: { config: { ...ON, evaluation_environments: ['production'], debug: true } },
  steps: [
    ...loads(),
    wait('1s'),
    () => void posthog.set_config({ evaluation_contexts: ['web'] }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
  ],
})
