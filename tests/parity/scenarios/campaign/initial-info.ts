import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('the initial person info stays that of the first page', {
  steps: [
    open('/first?utm_source=one&gclid=g', { referrer: 'https://blog.example/' }),
    wait('4s'),
    open('/second?utm_source=two'),
    wait('1s'),
    () => posthog.identify('user-1'),
    () => posthog.get_property('$initial_person_info'),
    wait('4s'),
    () => posthog.reset(),
    () => posthog.identify('user-2'),
    wait('4s'),
  ],
})
