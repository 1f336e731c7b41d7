import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('told once a session', {
  page: { config: { ...ON, advanced_feature_flags_dedup_per_session: true } },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.getFeatureFlag('beta'),
    wait('10m'),
    () => posthog.getFeatureFlag('beta'),
    wait('31m'),
    () => posthog.getFeatureFlag('beta', { send_event: false }),
    () => posthog.get_property('$flag_call_reported'),
    () => posthog.capture('a new session'),
    () => posthog.getFeatureFlag('beta'),
    () => posthog.getFeatureFlag('beta'),
    wait('4s'),
  ],
})
