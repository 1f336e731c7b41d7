import { scenario } from '../../support/scenario.ts'
import { visit } from '../../support/visit.ts'

export default scenario('a visit without batches', {
  page: { config: { request_batching: false } },
  steps: visit,
})
