import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('the shared cookie wins over what a subdomain stored before', {
  page: { config: { cookieWinsOnConflict: true } },
  steps: [
    open('/', { host: 'blog.shop.example', config: { cross_subdomain_cookie: false, persistence: 'localStorage' } }),
    wait('4s'),
    open('/', { host: 'www.shop.example' }),
    wait('1s'),
    () => posthog.identify('user-1'),
    wait('4s'),
    open('/', { host: 'blog.shop.example' }),
    () => [posthog.get_distinct_id(), posthog.get_property('$user_state')],
    wait('4s'),
  ],
})
