import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('flags that init brings along spare the first request, until a refresh', {
  page: { config: { ...ON, bootstrap: { featureFlags: { color: 'green' } } } },
  steps: [...loads(), wait('4m'), () => posthog.featureFlags.getFlagVariants(), wait('2m'), () => posthog.featureFlags.getFlagVariants()],
})
