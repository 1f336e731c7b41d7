import { scenario, wait } from '../../support/scenario.ts'

export default scenario('no element that could be scrolled', {
  page: { config: { scroll_root_selector: '#none' } },
  steps: [wait('1s'), () => posthog.capture('$pageview'), wait('4s')],
})
