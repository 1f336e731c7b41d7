import { ON, loads } from '../../support/flags.ts'
import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('flags in other events', {
  page: { config: { ...ON, capture_pageview: true } },
  steps: [
    ...loads(),
    open('/one', { after: () => posthog.capture('early') }),
    wait('1s'),
    () => posthog.capture('loaded'),
    wait('4s'),
    open('/two', { after: () => posthog.capture('known') }),
    () => posthog.featureFlags.overrideFeatureFlags({ beta: 'mine', own: true }),
    () => posthog.capture('overridden'),
    () => posthog.reset(),
    () => posthog.capture('forgotten'),
    wait('4s'),
  ],
})
