import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a host that means a test user', {
  page: { config: { internal_or_test_user_hostname: 'www.shop.example' } },
  steps: [wait('4s')],
})
