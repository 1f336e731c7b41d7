import { scenario, wait } from '../../support/scenario.ts'

export default scenario('xhr_headers, the option\'s old name', {
  page: { config: { xhr_headers: { 'X-Old': 'yes' } } },
  steps: [wait('4s')],
})
