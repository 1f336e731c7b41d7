import { FLAGS, ON, OTHERS, loads, told } from '../../support/flags.ts'
import { letGo, open, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('flags that init brings along, over those that are known', {
  page: { config: ON },
  steps: [
    ...loads(),
    open('/one'),
    wait('4s'),
    reply(FLAGS, { hang: true, body: told(OTHERS) }),
    open('/two', { config: { bootstrap: { featureFlags: { color: 'green', own: true }, featureFlagPayloads: { own: '1' } } } }),
    wait('1s'),
    () => [posthog.featureFlags.getFlagVariants(), posthog.featureFlags.getFlagPayloads(), posthog.get_property('$enabled_feature_flags')],
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => posthog.capture('x'),
    letGo(FLAGS),
    wait('1s'),
    () => posthog.featureFlags.getFlagVariants(),
    wait('4s'),
  ],
})
