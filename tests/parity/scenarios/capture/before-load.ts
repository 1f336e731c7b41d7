import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('calls before init', {
  page: { config: null },
  steps: [
    open('/'),
    () => posthog.capture('early'),
    () => posthog.identify('early'),
    () => posthog.reset(),
    () => posthog.register({ a: 1 }),
    () => [posthog.get_distinct_id(), posthog.get_property('a'), posthog.getGroups(), posthog.get_session_id(), posthog.__loaded],
    () => [posthog.has_opted_out_capturing?.name, typeof posthog.persistence, typeof posthog.sessionManager],
    () => posthog.shutdown(),
    wait('1s'),
  ],
})
