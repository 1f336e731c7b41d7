import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('evaluation_contexts that is no list', {
  page: { config: { ...ON, evaluation_contexts: 'web' } },
  steps: [...loads(), wait('1s')],
})
