import { scenario, wait } from '../../support/scenario.ts'

export default scenario('setIdentity makes an alias', {
  steps: [
    wait('1s'),
    () => posthog.setIdentity('user-9', 'hash'),
    () => [posthog.config.identity_distinct_id, posthog.config.identity_hash],
    () => posthog.reset(),
    () => [posthog.config.identity_distinct_id, posthog.config.identity_hash],
    wait('4s'),
  ],
})
