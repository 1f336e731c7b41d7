import { CONFIG, ON } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('what init brings along is odd', {
  page: {
    config: {
      ...ON,
      bootstrap: { featureFlags: { missing: undefined, nothing: null, number: 7, empty: '', object: { a: 1 } }, featureFlagPayloads: { number: undefined, object: null } },
    },
  },
  steps: [
    reply(CONFIG, { body: { hasFeatureFlags: false } }),
    wait('1s'),
    () => [posthog.featureFlags.getFlagVariants(), posthog.featureFlags.getFlagPayloads(), posthog.getAllFeatureFlags()],
    () => posthog.featureFlags.getFlags().map((key: string) => posthog.getFeatureFlag(key)),
    wait('4s'),
  ],
})
