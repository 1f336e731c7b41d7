import { leave, scenario, wait } from '../../support/scenario.ts'

export default scenario('page views of the app itself', {
  page: { config: { capture_pageview: false } },
  steps: [
    wait('1s'),
    () => posthog.getPageViewId(),
    () => posthog.capture('$pageview'),
    wait('2s'),
    () => posthog.capture('$pageview', { $current_url: 'https://www.shop.example/virtual', title: 'Virtual' }),
    wait('2s'),
    () => posthog.capture('x'),
    () => posthog.capture('$pageleave'),
    () => posthog.getPageViewId(),
    wait('4s'),
    leave,
  ],
})
