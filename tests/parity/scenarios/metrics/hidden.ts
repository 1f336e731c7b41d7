import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a page that is hidden sends what was measured, and may again', {
  page: { config: {} },
  steps: [
    wait('1s'),
    () => posthog.metrics.count('a'),
    () => void document.dispatchEvent(new Event('visibilitychange')),
    wait('1s'),
    reply(/metrics/, { status: 500, times: 1 }),
    () => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    },
    wait('1s'),
    () => posthog.metrics.count('a'),
    () => void document.dispatchEvent(new Event('visibilitychange')),
    wait('90s'),
  ],
})
