import { scenario, wait } from '../../support/scenario.ts'
import { withSegment } from '../../support/segment.ts'

export default scenario('what Segment gets can be filtered', {
  page: {
    config: null,
    before: withSegment,
  },
  steps: [
    () => posthog.init('phc_parity', {
        ...(window as any).base,
        segment: {
          analytics: ((window as any).analytics = (window as any).segment()),
          filterProperties: [
            (properties: any) => ({ $lib: properties.$lib, mine: Object.keys(properties).includes('price') }),
            (properties: any) => (properties.$lib === 'none' ? null : properties),
          ],
        },
      } as any),
    wait('1s'),
    () => {
      const context = { event: { event: 'Bought', anonymousId: 'anon-1', userId: undefined, properties: { price: 3, $browser: 'mine' } } }
      const own = (window as any).plugin.track(context)
      return [own === context, context.event.properties.$browser, context.event.properties]
    },
    () => posthog.set_config({ segment: { analytics: (window as any).analytics, filterProperties: () => null } } as any),
    wait('4s'),
  ],
})
