import { leave, open, scenario, wait } from '../../support/scenario.ts'

export default scenario('the events that dashboards are built on', {
  steps: [
    open('/?utm_source=news', { referrer: 'https://blog.example/' }),
    wait('1s'),
    () => posthog.opt_in_capturing(),
    () => posthog.alias('known-as'),
    () => posthog.identify('user-1', { email: 'a@shop.example' }, { first_seen: 'x' }),
    () => posthog.setPersonProperties({ plan: 'paid' }),
    () => posthog.group('company', 'acme', { size: 12 }),
    wait('4s'),
    leave,
  ],
})
