import { scenario, wait } from '../../support/scenario.ts'

export default scenario('named instances by init', {
  steps: [
    wait('1s'),
    () => {
      const second = posthog.init('phc_second', { api_host: 'https://events.shop.example', advanced_disable_flags: true, autocapture: false, capture_pageview: false }, 'second')
      note(String(second), second === posthog.second, second === posthog)
      second.capture('of the second')
      second.identify('user-2')
    },
    () => posthog.capture('of the first'),
    () => [posthog.get_distinct_id() === posthog.second.get_distinct_id(), posthog.second.config.token],
    () => String(posthog.init('phc_second', {}, 'second')),
    () => String(posthog.init('', {}, 'third')),
    wait('4s'),
  ],
})
