import { ON, loads } from '../../support/flags.ts'
import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('a handler that throws does not keep the others from being told', {
  page: { config: { ...ON, debug: true } },
  steps: [
    ...loads(),
    open('/', {
      after: () => {
        posthog.onFeatureFlags(() => {
          throw new Error('of the page')
        })
        posthog.onFeatureFlags((flags: unknown) => note('told', flags))
      },
    }),
    wait('1s'),
    () =>
      posthog.onFeatureFlags(() => {
        throw new Error('at once')
      }),
    wait('1s'),
  ],
})
