import { scenario } from '../../support/scenario.ts'
import { visit } from '../../support/visit.ts'

export default scenario('a visit with split storage and a debounce', {
  page: { config: { split_storage: true, persistence_save_debounce_ms: 250 } },
  steps: visit,
})
