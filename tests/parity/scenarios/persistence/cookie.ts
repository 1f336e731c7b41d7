import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('the cookie alone', {
  page: { config: { persistence: 'cookie' } },
  steps: [
    open('/'),
    wait('1s'),
    () => posthog.register({ plan: 'free' }),
    wait('4s'),
    open('/two'),
    () => [posthog.get_property('plan'), posthog.get_distinct_id(), Object.keys(localStorage)],
    wait('4s'),
  ],
})
