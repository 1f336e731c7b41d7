import { ON, loads } from '../../support/flags.ts'
import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('events and flags from inside a handler', {
  page: { config: ON },
  steps: [
    ...loads(),
    open('/', {
      after: () =>
        posthog.onFeatureFlags(() => {
          posthog.capture('inside')
          note(posthog.getFeatureFlag('beta'), posthog.getFeatureFlag('color', { fresh: true }))
        }),
    }),
    wait('4s'),
  ],
})
