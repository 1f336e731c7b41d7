import { scenario, wait } from '../../support/scenario.ts'

export default scenario('Segment that comes later leaves the visitor who they are', {
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

      const user = { anonymousId: () => 'anon-1', id: () => undefined }
      ;(window as any).analytics = {
        user: () => (user),
        register: (plugin: any) => {
          ;(window as any).plugin = plugin
          note('registered', plugin.name, plugin.type, plugin.version, plugin.isLoaded())
          return Promise.resolve()
        },
      }
    },
  },
  steps: [
    () => posthog.init('phc_parity', { ...(window as any).base,  } as any),
    wait('1s'),
    () => posthog.capture('before'),
    () => posthog.set_config({ segment: (window as any).analytics } as any),
    () => {
      const context = { event: { event: 'Bought', anonymousId: 'anon-1', userId: undefined, properties: { price: 3, $browser: 'mine' } } }
      const own = (window as any).plugin.track(context)
      return [own === context, context.event.properties.$browser, context.event.properties]
    },
    () => {
      const identify = { event: { anonymousId: 'anon-1', userId: 'seg-user', properties: {} as any } }
      ;(window as any).plugin.identify(identify)
      return posthog.get_distinct_id()
    },
    wait('4s'),
  ],
})
