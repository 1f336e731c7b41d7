import { ON, loads } from '../../support/flags.ts'
import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('what a handler does to the lists is seen by the next', {
  page: { config: ON },
  steps: [
    ...loads(),
    open('/', {
      after: () => {
        posthog.onFeatureFlags((flags: string[], variants: any) => {
          flags.push('mine')
          variants.mine = true
        })
        posthog.onFeatureFlags((...all: unknown[]) => note('told', ...all))
      },
    }),
    wait('1s'),
    () => posthog.featureFlags.getFlagVariants(),
  ],
})
