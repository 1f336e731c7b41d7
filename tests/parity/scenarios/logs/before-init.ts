import { scenario, wait } from '../../support/scenario.ts'

export default scenario('lines before init are lost', {
  page: { config: null },
  steps: [
    () => posthog.captureLog({ body: 'early' }),
    () => posthog.logger.info('early'),
    () => posthog.init('phc_parity', { api_host: 'https://events.shop.example', advanced_disable_flags: true, capture_pageview: false, autocapture: false, disable_surveys: true, disable_session_recording: true }) === posthog,
    () => posthog.logger.info('now'),
    wait('4s'),
  ],
})
