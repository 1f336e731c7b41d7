import { leave, reply, scenario, wait } from '../../support/scenario.ts'
import { script } from '../../support/vitals.ts'

declare const report: (name: string, value: unknown, more?: object) => void

export default scenario('some of them, after five seconds and with the page', {
  page: { config: { capture_pageview: false, capture_performance: { web_vitals: true, web_vitals_attribution: false, web_vitals_allowed_metrics: ['LCP', 'CLS', 'INP'] } } },
  steps: [
    reply(/\/static\/.*web-vitals/, { body: script }),
    wait('1s'),
    () => report('LCP', 300),
    () => report('FCP', 300),
    wait('4999ms'),
    () => report('LCP', 310),
    wait('1ms'),
    wait('4s'),
    () => report('INP', 20),
    wait('1s'),
    leave,
  ],
})
