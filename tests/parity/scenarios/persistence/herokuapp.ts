import { scenario, wait } from '../../support/scenario.ts'

export default scenario('hosts that many share get host-only cookies', {
  page: { host: 'shop.herokuapp.com' },
  steps: [wait('4s'), () => posthog.config.cross_subdomain_cookie],
})
