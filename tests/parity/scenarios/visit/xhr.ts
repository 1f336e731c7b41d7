import { scenario } from '../../support/scenario.ts'
import { visit } from '../../support/visit.ts'

export default scenario('a visit by XMLHttpRequest, uncompressed', {
  page: { config: { api_transport: 'XHR', disable_compression: true } },
  steps: visit,
})
