import { scenario, wait } from '../../support/scenario.ts'

export default scenario('events go on to a tag manager by a listener', {
  page: {
    config: { capture_pageview: true },
    after: () => {
      ;(window as any).dataLayer = []
      posthog.on('eventCaptured', ({ event, properties }: any) => (window as any).dataLayer.push({ event: `ph_${event}`, id: properties.distinct_id === posthog.get_distinct_id() }))
      posthog._addCaptureHook((name: string, data: any) => (window as any).dataLayer.push([name, typeof data.uuid]))
    },
  },
  steps: [wait('1s'), () => posthog.capture('bought', { price: 3 }).event, () => (window as any).dataLayer, wait('4s')],
})
