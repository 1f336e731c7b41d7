import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('localStorage alone', {
  page: { config: { persistence: 'localStorage' } },
  steps: [
    open('/'),
    wait('1s'),
    () => posthog.register({ plan: 'free' }),
    wait('4s'),
    open('/two'),
    () => [posthog.get_property('plan'), posthog.get_distinct_id(), document.cookie],
    wait('4s'),
  ],
})
