import { scenario } from '../../support/scenario.ts'
import { visit } from '../../support/visit.ts'

export default scenario('a visit in memory', {
  page: { config: { persistence: 'memory' } },
  steps: visit,
})
