import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('flags by XMLHttpRequest', {
  page: { config: { ...ON, api_transport: 'XHR' } },
  steps: [...loads(), wait('1s'), () => posthog.featureFlags.getFlags()],
})
