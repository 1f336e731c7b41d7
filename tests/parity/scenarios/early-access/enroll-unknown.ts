import { CONFIG, ON } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('in where nothing is known of the feature', {
  page: { config: ON },
  steps: [
    reply(CONFIG, { body: { hasFeatureFlags: false } }),
    wait('1s'),
    () => posthog.updateEarlyAccessFeatureEnrollment('late', true),
    () => [posthog.featureFlags.hasLoadedFlags, posthog.getFeatureFlag('late')],
    wait('4s'),
  ],
})
