import { leave, scenario, wait, wheel } from '../../support/scenario.ts'

export default scenario('a page that is really scrolled', {
  page: { html: '<div style="height:3000px">long</div>' },
  steps: [wait('1s'), wheel(900), wait('1s'), wheel(-300), wait('1s'), () => posthog.capture('x'), wait('4s'), leave],
})
