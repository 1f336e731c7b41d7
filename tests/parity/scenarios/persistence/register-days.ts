import { scenario, wait } from '../../support/scenario.ts'

export default scenario('days for the cookie of a registration', {
  page: { config: { persistence: 'cookie' } },
  steps: [wait('1s'), () => posthog.register({ plan: 'free' }, 7), wait('4s')],
})
