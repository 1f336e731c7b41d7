import { ON, loads } from '../../support/flags.ts'
import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('a reload from inside a handler', {
  page: { config: { ...ON, debug: true } },
  steps: [
    ...loads(),
    open('/', {
      after: () => {
        let times = 0
        posthog.onFeatureFlags((flags: unknown) => {
          note('told', flags)
          if (++times < 3) posthog.reloadFeatureFlags()
        })
      },
    }),
    wait('1s'),
  ],
})
