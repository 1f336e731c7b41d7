import { scenario } from '../../support/scenario.ts'
import { visit } from '../../support/visit.ts'

export default scenario('a visit in a cookie', {
  page: { config: { persistence: 'cookie' } },
  steps: visit,
})
