import { scenario, wait } from '../../support/scenario.ts'

export default scenario('somebody asks whether to leave, and stays', {
  page: { config: { persistence_save_debounce_ms: 500 } },
  steps: [wait('4s'), () => posthog.register({ a: 1 }), () => window.dispatchEvent(new Event('beforeunload')), () => JSON.parse(localStorage.ph_phc_parity_posthog).a, wait('4s')],
})
