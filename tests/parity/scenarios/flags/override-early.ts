import { CONFIG, ON } from '../../support/flags.ts'
import { open, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('overrides before there are flags', {
  page: { config: ON },
  steps: [
    reply(CONFIG, { body: { hasFeatureFlags: false } }),
    open('/', {
      after: () => {
        posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all))
        posthog.featureFlags.overrideFeatureFlags({ mine: 'x' })
      },
    }),
    wait('1s'),
    () => [posthog.getFeatureFlag('mine'), posthog.featureFlags.hasLoadedFlags, posthog.getFeatureFlag('other')],
    () => posthog.reset(),
    () => posthog.getFeatureFlag('mine'),
    wait('4s'),
  ],
})
