import { scenario, wait } from '../../support/scenario.ts'

export default scenario('two instances by the snippet', {
  page: {
    by: 'snippet',
    after: () => {
      posthog.init('phc_second', { api_host: 'https://events.shop.example', advanced_disable_flags: true, autocapture: false, capture_pageview: false }, 'second')
      posthog.second.capture('of the second')
      posthog.second.people.set({ a: 1 })
      posthog.capture('of the first')
    },
  },
  steps: [wait('1s'), () => [String(posthog), String(posthog.second), posthog.second.config.name], wait('4s')],
})
