import { reply, scenario, wait } from '../../support/scenario.ts'
import { script } from '../../support/vitals.ts'

declare const report: (name: string, value: unknown, more?: object) => void

export default scenario('a page that is hidden tells at once', {
  page: { config: { capture_pageview: false, capture_performance: { web_vitals: true } } },
  steps: [
    reply(/\/static\/.*web-vitals/, { body: script }),
    wait('1s'),
    () => report('LCP', 600),
    () => void document.dispatchEvent(new Event('visibilitychange')),
    wait('1s'),
    () => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    },
    () => report('INP', 8),
    wait('9s'),
  ],
})
