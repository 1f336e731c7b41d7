import { leave, scenario, wait } from '../../support/scenario.ts'

export default scenario('headers of the site\'s own', {
  page: { config: { request_headers: { 'X-Shop': 'yes', 'Content-Type': 'text/strange', 'X-Number': 7 } } },
  steps: [wait('1s'), () => posthog.capture('x'), wait('4s'), () => posthog.capture('y', {}, { transport: 'XHR' }), wait('1s'), leave],
})
