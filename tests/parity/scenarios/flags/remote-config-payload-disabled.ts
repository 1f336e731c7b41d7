import { FLAGS, ON } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a payload asked for where flags are off, and with a callback that throws', {
  page: { config: { ...ON, advanced_disable_flags: true } },
  steps: [
    reply(FLAGS, { body: { featureFlagPayloads: { a: '1' } } }),
    wait('1s'),
    () =>
      posthog.featureFlags.getRemoteConfigPayload('a', () => {
        throw new Error('of the page')
      }),
    wait('1s'),
  ],
})
