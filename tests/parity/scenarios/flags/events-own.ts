import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('properties of the page\'s own win over those of flags', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.register({ '$feature/beta': 'registered' }),
    () => posthog.capture('x', { '$feature/color': 'mine', $active_feature_flags: ['mine'] }),
    wait('4s'),
  ],
})
