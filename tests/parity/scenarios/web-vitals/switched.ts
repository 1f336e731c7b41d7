import { reply, scenario, wait } from '../../support/scenario.ts'
import { script } from '../../support/vitals.ts'

declare const report: (name: string, value: unknown, more?: object) => void

export default scenario('switched on later, which does nothing, and off, which neither does', {
  page: { config: { capture_pageview: false, capture_performance: false } },
  steps: [
    reply(/\/static\/.*web-vitals/, { body: script }),
    wait('1s'),
    () => posthog.set_config({ capture_performance: true }),
    wait('1s'),
    () => (window as any).report?.('LCP', 700),
    wait('9s'),
  ],
})
