import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('the default: localStorage and a small cookie', {
  page: { config: { persistence: 'localStorage+cookie' } },
  steps: [
    open('/'),
    wait('1s'),
    () => posthog.register({ plan: 'free' }),
    () => posthog.identify('user-1'),
    wait('4s'),
    open('/two'),
    () => [posthog.get_property('plan'), posthog.get_distinct_id()],
    wait('4s'),
  ],
})
