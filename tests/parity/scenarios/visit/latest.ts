import { scenario } from '../../support/scenario.ts'
import { visit } from '../../support/visit.ts'

export default scenario('a visit with the latest defaults', {
  page: { config: { defaults: 'latest' } },
  steps: visit,
})
