import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a tag manager starts the snippet long after the page has loaded', {
  page: { config: null, by: 'snippet' },
  steps: [
    wait('5s'),
    () => {
      posthog.init('phc_parity', {
        api_host: 'https://events.shop.example',
        advanced_disable_flags: true,
        autocapture: false,
        capture_dead_clicks: false,
        disable_surveys: true,
        disable_session_recording: true,
        loaded: () => note('loaded'),
      } as any)
      posthog.capture('queued')
    },
    wait('1s'),
    () => posthog.capture('x').event,
    wait('4s'),
  ],
})
