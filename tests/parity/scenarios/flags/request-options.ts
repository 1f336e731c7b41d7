import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('contexts and keys', {
  page: { config: { ...ON, evaluation_contexts: ['web', 'shop'], flag_keys: ['beta', 'color'] } },
  steps: [...loads(), wait('1s')],
})
