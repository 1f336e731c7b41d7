import { ON } from '../../support/flags.ts'
import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('flags that the page brings before there are any', {
  page: { config: { ...ON, advanced_disable_flags: true } },
  steps: [
    open('/', {
      after: () => {
        posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all))
        posthog.updateFlags({ own: 'x' })
      },
    }),
    wait('1s'),
    () => [posthog.getFeatureFlag('own'), posthog.getFeatureFlag('own', { fresh: true }), posthog.featureFlags.hasLoadedFlags],
    wait('4s'),
  ],
})
