import { scenario, wait } from '../../support/scenario.ts'

export default scenario('one more kind of bot', {
  page: { config: { custom_blocked_useragents: ['windows nt'] } },
  steps: [wait('1s'), () => posthog.capture('one'), wait('4s')],
})
