import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('without a host, flags are asked for there', {
  page: { config: { ...ON, api_host: undefined } },
  steps: [...loads(), wait('1s')],
})
