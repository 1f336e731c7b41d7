import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('PostHog own scripts', {
  page: {
    config: {
      capture_pageview: false,
      capture_performance: { web_vitals: true, web_vitals_allowed_metrics: ['FCP', 'TTFB'] },
      // What is really measured is another time on every machine.
      before_send: (event: any) => {
        for (const [key, value] of Object.entries<any>(event.properties)) {
          if (/_value$/.test(key)) event.properties[key] = typeof value
          if (/_event$/.test(key)) Object.assign(value, { value: typeof value.value, delta: typeof value.delta, id: typeof value.id, rating: typeof value.rating, navigationId: typeof value.navigationId })
        }
        return event
      },
    },
    html: '<p>text</p>',
  },
  steps: [wait('9s'), click('p'), wait('9s')],
})
