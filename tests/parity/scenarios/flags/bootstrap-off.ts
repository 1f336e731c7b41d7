import { ON } from '../../support/flags.ts'
import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('flags that init brings along where no requests are made', {
  page: { config: { ...ON, advanced_disable_flags: true, bootstrap: { featureFlags: { color: 'green' } } } },
  steps: [
    open('/', { after: () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)) }),
    wait('1s'),
    () => posthog.getFeatureFlag('color'),
    wait('4s'),
  ],
})
