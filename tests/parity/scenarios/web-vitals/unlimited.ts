import { reply, scenario, wait } from '../../support/scenario.ts'
import { script } from '../../support/vitals.ts'

declare const report: (name: string, value: unknown, more?: object) => void

export default scenario('without a largest value', {
  page: { config: { capture_pageview: false, capture_performance: { web_vitals: true, __web_vitals_max_value: 0 } } },
  steps: [
    reply(/\/static\/.*web-vitals/, { body: script }),
    wait('1s'),
    () => report('LCP', 9e9),
    wait('9s'),
  ],
})
