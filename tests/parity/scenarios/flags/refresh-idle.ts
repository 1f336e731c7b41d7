import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('whoever does nothing is asked for less and less often', {
  page: { config: ON },
  steps: [...loads(), wait('2h40m')],
})
