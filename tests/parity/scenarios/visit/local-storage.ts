import { scenario } from '../../support/scenario.ts'
import { visit } from '../../support/visit.ts'

export default scenario('a visit in localStorage', {
  page: { config: { persistence: 'localStorage' } },
  steps: visit,
})
