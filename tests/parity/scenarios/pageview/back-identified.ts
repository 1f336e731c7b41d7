import { back, open, scenario, wait } from '../../support/scenario.ts'

export default scenario('back to a page that the browser kept, as somebody who said who they are meanwhile', {
  kept: true,
  steps: [
    open('/shop'),
    wait('4s'),
    open('/login'),
    wait('1s'),
    () => posthog.identify('user-1', { plan: 'free' }),
    () => posthog.register({ from: 'login' }),
    wait('4s'),
    back,
    () => [posthog.get_distinct_id(), posthog.get_property('from')],
    () => posthog.capture('back in the shop'),
    wait('4s'),
  ],
})
