import { reply, scenario, wait } from '../../support/scenario.ts'
import { script } from '../../support/vitals.ts'

declare const report: (name: string, value: unknown, more?: object) => void

export default scenario('a script that is not there', {
  page: { config: { capture_pageview: false, capture_performance: true } },
  steps: [
    reply(/\/static\/.*web-vitals/, { body: script }),
    reply(/\/static\/.*web-vitals/, { status: 404 }),
    wait('9s'),
  ],
})
