import { scenario, wait } from '../../support/scenario.ts'
import { withSegment } from '../../support/segment.ts'

export default scenario('Segment knows an anonymous visitor, who is identified and forgotten there', {
  page: {
    config: null,
    before: withSegment,
  },
  steps: [
    () => posthog.init('phc_parity', { ...(window as any).base, segment: (window as any).segment() } as any),
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
