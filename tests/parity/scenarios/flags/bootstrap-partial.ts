import { ON, flag, loads, told } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('flags of surveys join those that init brought along', {
  page: {
    config: {
      ...ON,
      advanced_only_evaluate_survey_feature_flags: true,
      bootstrap: { featureFlags: { color: 'green', own: true }, featureFlagPayloads: { color: '1' } },
    },
  },
  steps: [
    ...loads(told([flag('color', 'red')])),
    wait('1s'),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => [posthog.featureFlags.getFlagVariants(), posthog.featureFlags.getFlagPayloads()],
  ],
})
