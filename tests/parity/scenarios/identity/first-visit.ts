import { leave, scenario, wait } from '../../support/scenario.ts'

export default scenario('a first visit gets an anonymous id and one page view', {
  steps: [wait('1s'), () => [posthog.get_distinct_id(), posthog.get_property('$device_id'), posthog.get_property('$user_state')], wait('5s'), leave],
})
