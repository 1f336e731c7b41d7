import { scenario, wait } from '../../support/scenario.ts'

export default scenario('reset takes the answer back, aloud', {
  page: { config: { opt_out_capturing_by_default: true } },
  steps: [wait('1s'), () => posthog.opt_in_capturing(), () => posthog.reset(), () => posthog.get_explicit_consent_status(), () => posthog.capture('dropped'), wait('4s')],
})
