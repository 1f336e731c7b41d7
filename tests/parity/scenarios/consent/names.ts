import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('the answer under other names', {
  steps: [
    open('/', { config: { consent_persistence_name: 'my-consent' } }),
    () => posthog.opt_out_capturing(),
    open('/two', { config: { opt_out_capturing_cookie_prefix: 'old-' } }),
    () => posthog.opt_out_capturing(),
    wait('4s'),
  ],
})
