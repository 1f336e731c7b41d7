import { scenario, wait, wheel } from '../../support/scenario.ts'

export default scenario('a reset begins another view', {
  page: { html: '<div style="height:3000px">long</div>' },
  steps: [wait('1s'), wheel(900), wait('1s'), () => posthog.reset(), () => posthog.capture('x'), wait('1s'), wheel(100), wait('1s'), () => posthog.capture('$pageview'), wait('4s')],
})
