import { ON, flag, loads, told } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('the event of a flag that was looked at', {
  page: { config: ON },
  steps: [
    ...loads(
      told([
        flag('plain', true, { id: 1, version: 3 }),
        flag('variant', 'blue', { id: 2, version: 0, payload: '{"a":1}', has_experiment: true }),
        flag('off', false, { id: 0, has_experiment: false }),
        ['bare', { key: 'bare', enabled: true }],
        ['coded', { key: 'coded', enabled: true, reason: { code: 'no_condition_match' } }],
      ]),
    ),
    wait('1s'),
    () => posthog.getFeatureFlag('plain'),
    () => posthog.isFeatureEnabled('variant'),
    () => posthog.getFeatureFlagResult('off'),
    () => [posthog.getFeatureFlag('bare'), posthog.getFeatureFlag('coded'), posthog.getFeatureFlag('missing')],
    () => [posthog.getFeatureFlagPayload('plain'), posthog.getAllFeatureFlags().length],
    wait('4s'),
  ],
})
