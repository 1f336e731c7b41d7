import { scenario, wait } from '../../support/scenario.ts'

export default scenario('opting in twice, and after a refusal', {
  steps: [
    wait('1s'),
    () => posthog.opt_in_capturing(),
    () => posthog.opt_in_capturing(),
    () => posthog.opt_out_capturing(),
    () => posthog.opt_in_capturing(),
    wait('4s'),
  ],
})
