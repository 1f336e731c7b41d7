import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('who was anonymous is told once after identify', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.identify('user-1', { plan: 'pro' }, { first: 1 }),
    wait('1s'),
    () => posthog.reloadFeatureFlags(),
    wait('4s'),
  ],
})
