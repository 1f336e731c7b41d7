import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('empty lists of contexts and keys', {
  page: { config: { ...ON, evaluation_contexts: [], flag_keys: [] } },
  steps: [...loads(), wait('1s')],
})
