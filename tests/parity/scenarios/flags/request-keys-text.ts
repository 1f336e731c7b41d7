import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('flag_keys that is no list', {
  page: { config: { ...ON, debug: true, flag_keys: 'beta' } },
  steps: [...loads(), wait('1s')],
})
