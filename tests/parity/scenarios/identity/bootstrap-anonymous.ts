import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('an anonymous bootstrap gives the first id', {
  page: { config: { bootstrap: { distinctID: 'boot-1' } } },
  steps: [
    open('/'),
    wait('1s'),
    () => [posthog.get_distinct_id(), posthog.get_property('$device_id'), posthog.get_property('$user_state')],
    () => posthog.identify('user-1'),
    wait('4s'),
    open('/again'),
    () => [posthog.get_distinct_id(), posthog.get_property('$device_id'), posthog.get_property('$user_state')],
    wait('4s'),
  ],
})
