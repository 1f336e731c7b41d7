import { FLAGS, ON, OTHERS, loads, told } from '../../support/flags.ts'
import { letGo, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('flags that a reset brings along', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)),
    reply(FLAGS, { hang: true, body: told(OTHERS) }),
    () => posthog.reset({ bootstrap: { distinctID: 'user-9', featureFlags: { color: 'green' }, featureFlagPayloads: { color: '1' } } }),
    wait('1s'),
    () => [posthog.featureFlags.getFlagVariants(), posthog.getFeatureFlag('color')],
    letGo(FLAGS),
    wait('4s'),
  ],
})
