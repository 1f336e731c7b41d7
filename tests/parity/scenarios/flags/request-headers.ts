import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('headers of the page go along', {
  page: { config: { ...ON, request_headers: { 'X-Mine': 'yes' } } },
  steps: [...loads(), wait('1s')],
})
