import { ON, loads, told } from '../../support/flags.ts'
import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('the same function twice, and gone at once', {
  page: { config: ON },
  steps: [
    ...loads(),
    open('/', {
      after: () => {
        const told = (flags: unknown) => note('told', flags)
        posthog.onFeatureFlags(told)
        ;(window as any).stop2 = posthog.onFeatureFlags(told)
      },
    }),
    wait('1s'),
    () => (window as any).stop2(),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
  ],
})
