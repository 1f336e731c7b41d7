import { reply, scenario, wait } from '../../support/scenario.ts'
import { script } from '../../support/vitals.ts'

declare const report: (name: string, value: unknown, more?: object) => void

export default scenario('all four, and they leave together', {
  page: { config: { capture_pageview: false, capture_performance: true } },
  steps: [
    reply(/\/static\/.*web-vitals/, { body: script }),
    wait('1s'),
    () => report('FCP', 120.5),
    () => report('LCP', 300, { attribution: { target: 'p', url: 'https://h/x.png?gclid=1#h', timeToFirstByte: 1.5, lcpEntry: {}, navigationEntry: {}, other: 1 } }),
    () => report('CLS', 0, { attribution: { largestShiftTarget: 'p' } }),
    () => report('INP', 16, { attribution: { interactionTarget: 'button', interactionTargetElement: document.body, inputDelay: 0, loadState: 'complete', processedEventEntries: [] } }),
    wait('9s'),
  ],
})
