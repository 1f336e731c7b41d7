import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('reading without an event, and with defaults', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => [
      posthog.getFeatureFlag('beta', { send_event: false }),
      posthog.getFeatureFlag('color', { send_event: undefined }),
      posthog.getFeatureFlag('old', { send_event: 0 }),
    ],
    () => [
      posthog.isFeatureEnabled('unknown', { defaultValue: true, send_event: false }),
      posthog.isFeatureEnabled('old', { defaultValue: true, send_event: false }),
    ],
    () => posthog.getFeatureFlagResult('color', { send_event: false }),
    wait('4s'),
    () => posthog.getFeatureFlag('beta', { send_event: 1 }),
    wait('4s'),
  ],
})
