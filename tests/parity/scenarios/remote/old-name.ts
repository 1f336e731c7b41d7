import { scenario, wait } from '../../support/scenario.ts'

export default scenario('advanced_disable_decide, the option\'s old name', {
  page: { config: { advanced_disable_flags: undefined, advanced_disable_decide: true } },
  steps: [wait('4s')],
})
