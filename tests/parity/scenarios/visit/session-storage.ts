import { scenario } from '../../support/scenario.ts'
import { visit } from '../../support/visit.ts'

export default scenario('a visit in sessionStorage', {
  page: { config: { persistence: 'sessionStorage' } },
  steps: visit,
})
