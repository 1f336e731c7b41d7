import { scenario, wait } from '../../support/scenario.ts'

export default scenario('stored entries that are no JSON', {
  page: {
    before: () => {
      localStorage.setItem('ph_phc_parity_posthog', '{"distinct_id":')
      sessionStorage.setItem('ph_phc_parity_window_id', 'no json')
    },
  },
  steps: [wait('4s'), () => posthog.get_distinct_id().length],
})
