import { scenario, wait } from '../../support/scenario.ts'

export default scenario('get_current_url does not change what events say', {
  page: { config: { get_current_url: () => 'https://elsewhere.example/' } },
  steps: [wait('1s'), () => posthog.capture('x'), wait('4s')],
})
