import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('the visitor of one subdomain is known on the other', {
  steps: [
    open('/', { host: 'www.shop.example' }),
    wait('1s'),
    () => posthog.identify('user-1'),
    wait('4s'),
    open('/', { host: 'blog.shop.example' }),
    () => [posthog.get_distinct_id(), posthog.get_property('$user_state')],
    wait('4s'),
  ],
})
