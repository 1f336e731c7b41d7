import { scenario } from '../../support/scenario.ts'
import { visit } from '../../support/visit.ts'

export default scenario('a visit without cookies', {
  page: { config: { cookieless_mode: 'always' } },
  steps: visit,
})
