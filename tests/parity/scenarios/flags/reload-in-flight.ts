import { FLAGS, ON, OTHERS, loads, told } from '../../support/flags.ts'
import { letGo, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('one more request, however many calls there were meanwhile', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => {
      posthog.onFeatureFlags((flags: unknown) => note('flags', flags))
    },
    reply(FLAGS, { times: 1, hang: true, body: told(OTHERS) }),
    () => posthog.reloadFeatureFlags(),
    wait('100ms'),
    () => posthog.reloadFeatureFlags(),
    wait('100ms'),
    () => posthog.setPersonPropertiesForFlags({ a: 1 }),
    wait('100ms'),
    letGo(FLAGS),
    wait('1s'),
  ],
})
