import { scenario, wait } from '../../support/scenario.ts'

export default scenario('reset(true) forgets the device too', {
  steps: [
    wait('1s'),
    () => posthog.identify('user-1'),
    () => posthog.reset(true),
    () => posthog.capture('after reset'),
    () => posthog.get_distinct_id() === posthog.get_property('$device_id'),
    wait('4s'),
  ],
})
