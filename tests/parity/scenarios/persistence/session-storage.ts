import { open, scenario, tab, wait } from '../../support/scenario.ts'

export default scenario('sessionStorage lasts as long as the tab', {
  page: { config: { persistence: 'sessionStorage' } },
  steps: [
    open('/'),
    wait('1s'),
    () => posthog.register({ plan: 'free' }),
    wait('4s'),
    open('/two'),
    () => [posthog.get_property('plan'), posthog.get_distinct_id()],
    wait('4s'),
    tab('second'),
    open('/three'),
    () => [posthog.get_property('plan'), posthog.get_distinct_id()],
    wait('4s'),
  ],
})
