import { ON, loads } from '../../support/flags.ts'
import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('who no longer wants to be told', {
  page: { config: ON },
  steps: [
    ...loads(),
    open('/', {
      after: () => {
        const stop = posthog.onFeatureFlags((flags: unknown) => {
          note('first', flags)
          stop()
        })
        posthog.onFeatureFlags((flags: unknown) => note('second', flags))
        const never = posthog.onFeatureFlags((flags: unknown) => note('never', flags))
        never()
        never()
      },
    }),
    wait('1s'),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
  ],
})
