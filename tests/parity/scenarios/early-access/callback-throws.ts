import { ON, loads } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a callback that throws, and one that is none', {
  page: { config: ON },
  steps: [
    ...loads(),
    reply(/early_access/, { body: { earlyAccessFeatures: [{ name: 'Later', flagKey: 'late' }] } }),
    wait('1s'),
    () =>
      posthog.getEarlyAccessFeatures(() => {
        throw new Error('of the page')
      }),
    wait('1s'),
    () =>
      posthog.getEarlyAccessFeatures(() => {
        throw new Error('of the page, at once')
      }),
    () => posthog.getEarlyAccessFeatures(undefined, true),
    wait('1s'),
    () => posthog.getEarlyAccessFeatures(),
  ],
})
