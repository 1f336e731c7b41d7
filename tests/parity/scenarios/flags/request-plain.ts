import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('without compression', {
  page: { config: { ...ON, disable_compression: true } },
  steps: [...loads(), wait('1s')],
})
