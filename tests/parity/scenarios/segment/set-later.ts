import { scenario, wait } from '../../support/scenario.ts'
import { withSegment } from '../../support/segment.ts'

export default scenario('Segment that comes later leaves the visitor who they are', {
  page: {
    config: null,
    before: withSegment,
  },
  steps: [
    () => posthog.init('phc_parity', { ...(window as any).base } as any),
    wait('1s'),
    () => posthog.capture('before'),
    () => posthog.set_config({ segment: (window as any).segment() } as any),
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
