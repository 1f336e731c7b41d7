import { scenario, wait } from '../../support/scenario.ts'

export default scenario('no days: a cookie of the browser session', {
  page: { config: { cookie_expiration: 0, secure_cookie: false } },
  steps: [wait('4s')],
})
