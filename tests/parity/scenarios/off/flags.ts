import { scenario, wait } from '../../support/scenario.ts'

export default scenario('the methods of feature flags, without flags', {
  steps: [
    wait('1s'),
    () => [posthog.getFeatureFlag('a'), posthog.isFeatureEnabled('a'), posthog.getFeatureFlagPayload('a'), posthog.getFeatureFlagResult('a')],
    () => [posthog.isFeatureEnabled('a', { defaultValue: true }), posthog.getFeatureFlag('a', { send_event: false }), posthog.getAllFeatureFlags()],
    () => {
      const stop = posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all))
      note(typeof stop)
    },
    () => posthog.reloadFeatureFlags(),
    () => [posthog.featureFlags.getFlags(), posthog.featureFlags.getFlagVariants(), posthog.featureFlags.hasLoadedFlags],
    () => posthog.getEarlyAccessFeatures((...all: unknown[]) => note('features', ...all)),
    () => posthog.setPersonPropertiesForFlags({ a: 1 }),
    () => posthog.resetPersonPropertiesForFlags(),
    () => posthog.setGroupPropertiesForFlags({ company: { a: 1 } }),
    () => posthog.resetGroupPropertiesForFlags('company'),
    () => posthog.get_property('$stored_group_properties'),
    wait('4s'),
  ],
})
