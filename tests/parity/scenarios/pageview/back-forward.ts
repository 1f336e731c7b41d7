import { back, forward, open, scenario, wait } from '../../support/scenario.ts'

export default scenario('back and forward over documents', {
  steps: [open('/one'), wait('4s'), open('/two'), wait('4s'), back, wait('4s'), forward, wait('4s')],
})
