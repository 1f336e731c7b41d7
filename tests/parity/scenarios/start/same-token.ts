import { reload, scenario, wait } from '../../support/scenario.ts'

export default scenario('two instances of one project', {
  steps: [
    wait('1s'),
    () => {
      posthog.init('phc_parity', { api_host: 'https://events.shop.example', advanced_disable_flags: true, autocapture: false, capture_pageview: false }, 'twin')
      note(posthog.get_distinct_id() === posthog.twin.get_distinct_id())
      posthog.twin.register({ from: 'twin' })
      posthog.twin.capture('of the twin')
      posthog.capture('of the first')
    },
    wait('4s'),
    reload,
    wait('4s'),
  ],
})
