import { FLAGS, ON, OTHERS, loads, told } from '../../support/flags.ts'
import { letGo, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('promises of reloads that are made together, in flight, and forgotten by a reset', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => {
      for (const name of ['a', 'b']) posthog.featureFlags.reloadFeatureFlagsAsync().then((result: unknown) => note(name, result))
    },
    reply(FLAGS, { times: 1, hang: true, body: told(OTHERS) }),
    wait('100ms'),
    () => void posthog.featureFlags.reloadFeatureFlagsAsync().then((result: unknown) => note('c', result)),
    wait('100ms'),
    letGo(FLAGS),
    wait('1s'),
    reply(FLAGS, { times: 1, hang: true, body: told(OTHERS) }),
    () => void posthog.featureFlags.reloadFeatureFlagsAsync().then((result: unknown) => note('d', result)),
    wait('100ms'),
    () => void posthog.featureFlags.reloadFeatureFlagsAsync().then((result: unknown) => note('e', result)),
    () => posthog.reset(),
    wait('100ms'),
    letGo(FLAGS),
    wait('1s'),
  ],
})
