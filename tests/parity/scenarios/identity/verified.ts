import { scenario, wait } from '../../support/scenario.ts'

export default scenario('identity verification options become a bootstrap', {
  page: { config: { identity_distinct_id: 'verified-1', identity_hash: 'h' } },
  steps: [
    wait('1s'),
    () => [posthog.get_distinct_id(), posthog.get_property('$user_state'), posthog.config.identity_hash],
    () => posthog.clearIdentity(),
    () => [posthog.config.identity_distinct_id, posthog.config.identity_hash],
    wait('4s'),
  ],
})
