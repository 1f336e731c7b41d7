import { scenario, wait } from '../../support/scenario.ts'

export default scenario('reset gives a new anonymous id and keeps the device', {
  steps: [
    wait('1s'),
    () => posthog.register({ plan: 'free' }),
    () => posthog.identify('user-1'),
    () => posthog.group('company', 'acme'),
    () => posthog.reset(),
    () => [posthog.get_distinct_id(), posthog.get_property('$device_id'), posthog.get_property('plan'), posthog.getGroups()],
    () => posthog.capture('after reset'),
    wait('4s'),
  ],
})
