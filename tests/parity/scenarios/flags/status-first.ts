import { CONFIG, FLAGS, ON } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a server that is broken from the start', {
  page: { config: ON },
  steps: [
    reply(CONFIG, { body: { hasFeatureFlags: true } }),
    reply(FLAGS, { status: 500 }),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)),
    wait('1s'),
    () => [posthog.featureFlags.hasLoadedFlags, posthog.getFeatureFlag('beta'), posthog.isFeatureEnabled('beta', { defaultValue: true })],
    wait('20s'),
  ],
})
