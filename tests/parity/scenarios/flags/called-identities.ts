import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('another person is told of anew', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.getFeatureFlag('beta'),
    () => posthog.identify('user-1'),
    wait('100ms'),
    () => posthog.getFeatureFlag('beta'),
    () => posthog.identify('user-1', { a: 1 }),
    wait('100ms'),
    () => posthog.getFeatureFlag('beta'),
    () => posthog.group('company', 'acme'),
    wait('100ms'),
    () => posthog.getFeatureFlag('beta'),
    () => posthog.reset(),
    wait('100ms'),
    () => posthog.getFeatureFlag('beta'),
    wait('4s'),
  ],
})
