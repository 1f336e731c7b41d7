import { scenario, wait } from '../../support/scenario.ts'

export default scenario('days of the cookie', {
  page: { config: { cookie_expiration: 30 } },
  steps: [wait('4s')],
})
