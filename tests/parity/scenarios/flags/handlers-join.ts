import { ON, loads } from '../../support/flags.ts'
import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('who asks to be told from inside a handler', {
  page: { config: ON },
  steps: [
    ...loads(),
    open('/', {
      after: () => {
        let asked = false
        posthog.onFeatureFlags((flags: unknown) => {
          note('outer', flags)
          if (!asked) posthog.onFeatureFlags((...all: unknown[]) => note('inner', ...all))
          asked = true
        })
      },
    }),
    wait('1s'),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
  ],
})
