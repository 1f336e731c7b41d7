import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a user of Segment that has to be waited for', {
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

      const user = { anonymousId: () => 'anon-1', id: () => 'seg-user' }
      ;(window as any).analytics = {
        user: () => (Promise.resolve(user)),
        register: (plugin: any) => {
          ;(window as any).plugin = plugin
          note('registered', plugin.name, plugin.type, plugin.version, plugin.isLoaded())
          return Promise.resolve()
        },
      }
    },
  },
  steps: [
    () => posthog.init('phc_parity', { ...(window as any).base, segment: (window as any).analytics } as any),
    wait('1s'),
    () => [posthog.get_distinct_id(), posthog.get_property('$device_id')],
    () => posthog.capture('own'),
    wait('4s'),
  ],
})
