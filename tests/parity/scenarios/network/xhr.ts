import { leave, scenario, wait } from '../../support/scenario.ts'

export default scenario('XMLHttpRequest for everything', {
  page: { config: { api_transport: 'XHR' } },
  steps: [wait('1s'), () => posthog.capture('x'), wait('4s'), leave],
})
