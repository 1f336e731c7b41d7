import { leave, scenario, wait } from '../../support/scenario.ts'

export default scenario('writes are put together', {
  page: { config: { persistence_save_debounce_ms: 500 } },
  steps: [
    () => posthog.register({ a: 1 }),
    () => localStorage.ph_phc_parity_posthog,
    wait('600ms'),
    () => JSON.parse(localStorage.ph_phc_parity_posthog).a,
    () => posthog.register({ a: 2 }),
    leave,
    () => JSON.parse(localStorage.ph_phc_parity_posthog).a,
  ],
})
