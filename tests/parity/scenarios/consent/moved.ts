import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('the answer moves with the option', {
  steps: [
    open('/'),
    wait('1s'),
    () => posthog.opt_out_capturing(),
    open('/two', { config: { opt_out_capturing_persistence_type: 'cookie' } }),
    () => posthog.get_explicit_consent_status(),
    wait('4s'),
    open('/three'),
    () => posthog.get_explicit_consent_status(),
    wait('4s'),
  ],
})
