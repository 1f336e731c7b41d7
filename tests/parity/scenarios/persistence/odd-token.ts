import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a token with letters that keys cannot have', {
  page: { token: 'phc_a/b+c=' },
  steps: [wait('4s'), () => Object.keys(sessionStorage).sort(), () => posthog.opt_out_capturing()],
})
