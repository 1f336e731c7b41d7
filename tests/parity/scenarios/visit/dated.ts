import { scenario } from '../../support/scenario.ts'
import { visit } from '../../support/visit.ts'

export default scenario('a visit with the defaults of 2026-05-30', {
  page: { config: { defaults: '2026-05-30' } },
  steps: visit,
})
