import { scenario, wait } from '../../support/scenario.ts'

export default scenario('storage off where somebody refused', {
  page: { config: { opt_out_persistence_by_default: true } },
  steps: [
    wait('1s'),
    () => Object.keys(localStorage).sort(),
    () => posthog.opt_out_capturing(),
    () => Object.keys(localStorage).sort(),
    () => posthog.clear_opt_in_out_capturing(),
    wait('4s'),
  ],
})
