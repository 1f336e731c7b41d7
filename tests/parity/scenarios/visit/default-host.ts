import { scenario } from '../../support/scenario.ts'
import { visit } from '../../support/visit.ts'

export default scenario('a visit on PostHog’s own host', {
  page: { config: { api_host: 'https://eu.i.posthog.com' } },
  steps: visit,
})
