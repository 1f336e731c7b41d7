import { FLAGS, ON, OTHERS, loads, told } from '../../support/flags.ts'
import { open, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('flags of the page before, until this page\'s are there', {
  page: { config: ON },
  steps: [
    ...loads(),
    open('/one'),
    wait('1s'),
    reply(FLAGS, { body: told(OTHERS) }),
    open('/two', {
      after: () => {
        note(posthog.getFeatureFlag('beta'), posthog.getFeatureFlag('color', { fresh: true }), posthog.isFeatureEnabled('beta', { fresh: true, defaultValue: 'default' }))
        note(posthog.getFeatureFlagResult('color'), posthog.getFeatureFlagResult('color', { fresh: true }))
        note(posthog.featureFlags.hasLoadedFlags)
        posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all))
        posthog.capture('early')
      },
    }),
    wait('1s'),
    () => [posthog.getFeatureFlag('beta', { fresh: true }), posthog.isFeatureEnabled('color', { fresh: true })],
    wait('4s'),
  ],
})
