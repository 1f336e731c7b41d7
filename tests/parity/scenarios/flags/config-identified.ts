import { ON, loads } from '../../support/flags.ts'
import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('identify right after init spares a second request', {
  page: { config: ON },
  steps: [...loads(), open('/', { after: () => posthog.identify('user-1', { plan: 'pro' }) }), wait('4s')],
})
