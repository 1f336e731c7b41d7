import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('an anonymous visitor is identified with properties and goes on', {
  steps: [
    open('/pricing?utm_source=news&gclid=g1'),
    wait('3s'),
    () => posthog.capture('before', { n: 1 }),
    () => posthog.identify('user-1', { email: 'a@shop.example' }, { first: true }),
    () => posthog.capture('after'),
    wait('5s'),
    open('/second'),
    () => posthog.get_distinct_id(),
    wait('5s'),
  ],
})
