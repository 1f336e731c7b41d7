import { reply, scenario, wait } from '../../support/scenario.ts'
import { script } from '../../support/vitals.ts'

declare const report: (name: string, value: unknown, more?: object) => void

export default scenario('values that cannot be', {
  page: { config: { capture_pageview: false, capture_performance: { web_vitals: true, __web_vitals_max_value: 70000 } } },
  steps: [
    reply(/\/static\/.*web-vitals/, { body: script }),
    wait('1s'),
    () => report('LCP', 70000),
    () => report('LCP', 69999),
    () => report('FCP', null),
    () => report('FCP', undefined),
    () => report('CLS', 0, { name: undefined }),
    wait('9s'),
  ],
})
