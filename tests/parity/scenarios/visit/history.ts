import { scenario } from '../../support/scenario.ts'
import { visit } from '../../support/visit.ts'

export default scenario('a visit with page views by history', {
  page: { config: { capture_pageview: 'history_change' } },
  steps: visit,
})
