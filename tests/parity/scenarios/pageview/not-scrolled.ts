import { leave, scenario, wait } from '../../support/scenario.ts'

export default scenario('without scroll properties', {
  page: { config: { disable_scroll_properties: true }, html: '<div style="height: 3000px">long</div>' },
  steps: [wait('1s'), () => posthog.capture('$pageview'), wait('4s'), leave],
})
