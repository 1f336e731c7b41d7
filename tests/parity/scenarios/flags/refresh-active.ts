import { ON, loads } from '../../support/flags.ts'
import { click, press, scenario, wait } from '../../support/scenario.ts'

export default scenario('something done brings the usual interval back', {
  page: { config: ON, html: '<button>go</button>' },
  steps: [...loads(), wait('16m'), click('button'), wait('11m'), press('Tab'), wait('40m')],
})
