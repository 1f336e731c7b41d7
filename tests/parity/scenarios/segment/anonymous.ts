import { scenario, wait } from '../../support/scenario.ts'

export default scenario('Segment knows an anonymous visitor, who is identified and forgotten there', {
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
    () => posthog.init('phc_parity', { ...(window as any).base, segment: (window as any).analytics } as any),
    wait('1s'),
    () => posthog.get_distinct_id(),
    () => posthog.capture('own'),
    () => {
      const context = { event: { event: 'Bought', anonymousId: 'anon-1', userId: undefined, properties: { price: 3, $browser: 'mine' } } }
      const own = (window as any).plugin.track(context)
      return [own === context, context.event.properties.$browser, context.event.properties]
    },
    () => posthog.get_distinct_id(),
    () => {
      const page = { event: { anonymousId: 'anon-1', properties: {} as any } }
      ;(window as any).plugin.page(page)
      const identify = { event: { anonymousId: 'anon-1', userId: 'seg-user', properties: undefined as any } }
      ;(window as any).plugin.identify(identify)
      const screen = { event: { anonymousId: 'anon-1', userId: 'seg-user', properties: {} as any } }
      ;(window as any).plugin.screen(screen)
      return [page.event.properties.title, identify.event.properties.distinct_id, screen.event.properties.$lib]
    },
    () => posthog.get_distinct_id(),
    () => {
      // After analytics.reset() Segment has another anonymous id.
      ;(window as any).plugin.track({ event: { event: 'After', anonymousId: 'anon-2', properties: {} } })
      return posthog.get_distinct_id()
    },
    wait('4s'),
  ],
})
