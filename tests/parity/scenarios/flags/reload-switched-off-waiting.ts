import { FLAGS, ON, OTHERS, loads, told } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a request made with flags switched off in the five milliseconds before it', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => {
      posthog.onFeatureFlags((flags: unknown) => note('flags', flags))
      posthog.reloadFeatureFlags()
      posthog.set_config({ advanced_disable_feature_flags: true })
    },
    reply(FLAGS, { body: told(OTHERS) }),
    wait('1s'),
    () => posthog.featureFlags.getFlagVariants(),
  ],
})
