import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a Segment that fails does not keep the SDK from starting', {
  page: {
    config: null,
    before: () => {
      ;(window as any).base = {
        api_host: 'https://events.shop.example',
        autocapture: false,
        rageclick: false,
        capture_dead_clicks: false,
        capture_heatmaps: false,
        capture_performance: false,
        capture_exceptions: false,
        disable_session_recording: true,
        disable_surveys: true,
        disable_product_tours: true,
        disable_conversations: true,
        advanced_disable_flags: true,
        loaded: () => note('loaded', posthog.get_distinct_id() === 'seg-user'),
      }
    },
  },
  steps: [
    () => posthog.init('phc_parity', { ...(window as any).base, segment: { user: () => ({ id: () => null, anonymousId: () => null }), register: () => Promise.reject(new Error("no")) } } as any),
    wait('1s'),
    () => posthog.capture('own'),
    wait('4s'),
  ],
})
