import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('contexts and keys that are none', {
  page: { config: { ...ON, debug: true, evaluation_contexts: ['web', '', ' ', 7, null], flag_keys: ['beta', '', ' ', 7, null, ' color '] } },
  steps: [...loads(), wait('1s')],
})
