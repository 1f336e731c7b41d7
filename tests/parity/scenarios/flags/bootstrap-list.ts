import { CONFIG, ON } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a list of flags that init brings along', {
  page: { config: { ...ON, bootstrap: { featureFlags: ['beta'], featureFlagPayloads: null } } },
  steps: [
    reply(CONFIG, { body: { hasFeatureFlags: false } }),
    wait('1s'),
    () => [posthog.featureFlags.getFlagVariants(), posthog.featureFlags.hasLoadedFlags],
  ],
})
