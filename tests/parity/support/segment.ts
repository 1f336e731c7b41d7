// A page with Segment's analytics, as far as the SDK knows it.

/** Put on the page before the SDK: `base`, the options; and `segment`, which makes what stands for `window.analytics`. `id`: of who is known there;
 *  `later`: who that is has to be waited for. */
export const withSegment = (): void => {
  const page = window as any
  page.base = {
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
  page.segment = (id?: string, later = false) => {
    const user = { anonymousId: () => 'anon-1', id: () => id }
    return {
      user: () => (later ? Promise.resolve(user) : user),
      register: (plugin: any) => {
        page.plugin = plugin
        note('registered', plugin.name, plugin.type, plugin.version, plugin.isLoaded())
        return Promise.resolve()
      },
    }
  }
}
