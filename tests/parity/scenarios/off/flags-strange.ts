import { scenario, wait } from '../../support/scenario.ts'

export default scenario('questions about flags that are no questions', {
  steps: [
    wait('1s'),
    () => [posthog.getFeatureFlag(), posthog.getFeatureFlag(null), posthog.isFeatureEnabled(), posthog.isFeatureEnabled(7), posthog.getFeatureFlagPayload()],
    () => posthog.setPersonPropertiesForFlags(),
    () => posthog.setPersonPropertiesForFlags('text'),
    () => posthog.setGroupPropertiesForFlags({}),
    () => posthog.resetGroupPropertiesForFlags(7),
    () => posthog.resetGroupPropertiesForFlags(),
    () => posthog.resetPersonPropertiesForFlags('strange'),
    wait('4s'),
  ],
})
