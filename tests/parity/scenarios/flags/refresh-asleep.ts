import { ON, loads } from '../../support/flags.ts'
import { scenario, sleep, wait } from '../../support/scenario.ts'

export default scenario('the refresh after the machine slept', {
  page: { config: ON },
  steps: [...loads(), wait('1m'), sleep('3h'), wait('15m')],
})
