import { scenario, wait } from '../../support/scenario.ts'

export default scenario('measurements before init are lost', {
  page: { config: null },
  steps: [
    () => posthog.metrics?.count('early'),
    () =>
      posthog.init('phc_parity', {
        api_host: 'https://events.shop.example',
        advanced_disable_flags: true,
        capture_pageview: false,
        autocapture: false,
        disable_surveys: true,
        disable_session_recording: true,
      }) === posthog,
    () => posthog.metrics.count('now'),
    wait('61s'),
  ],
})
