import { ON, loads } from '../../support/flags.ts'
import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('asked before the SDK is there', {
  page: { config: ON, by: 'snippet' },
  steps: [
    ...loads(),
    open('/', {
      after: () => {
        posthog.onFeatureFlags((...all: unknown[]) => note('told', ...all))
        posthog.featureFlags?.onFeatureFlags?.((...all: unknown[]) => note('told too', ...all))
      },
    }),
    wait('1s'),
  ],
})
