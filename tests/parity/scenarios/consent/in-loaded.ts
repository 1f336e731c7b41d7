import { leave, scenario, wait } from '../../support/scenario.ts'

export default scenario('opting out in loaded, as while developing', {
  page: { config: { loaded: (ph: any) => ph.opt_out_capturing() } },
  steps: [wait('1s'), () => posthog.capture('dropped'), wait('4s'), leave],
})
