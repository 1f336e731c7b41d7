import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a cookie for this host only', {
  page: { config: { cross_subdomain_cookie: false } },
  steps: [wait('4s')],
})
