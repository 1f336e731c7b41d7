import { scenario, wait } from '../../support/scenario.ts'

export default scenario('stored entries of the wrong kind', {
  page: {
    before: () => {
      localStorage.setItem('ph_phc_parity_posthog', JSON.stringify({ distinct_id: 7, $sesid: 'x', $user_state: {}, $capture_rate_limit: { tokens: 'a' } }))
    },
  },
  steps: [wait('4s'), () => posthog.get_distinct_id(), () => posthog.capture('x'), wait('4s')],
})
