import { scenario, wait } from '../../support/scenario.ts'

export default scenario('another limit', {
  page: { config: { capture_exceptions: true, error_tracking: { exceptionRateLimiterBucketSize: 3, __exceptionRateLimiterRefillRate: 2 } } },
  steps: [
    wait('1s'),
    () => {
      for (let i = 0; i < 5; i++) (window.onerror as any)('m', '', 0, 0, new TypeError('t' + i))
    },
    wait('10s'),
    () => {
      for (let i = 0; i < 5; i++) (window.onerror as any)('m', '', 0, 0, new TypeError('u' + i))
    },
    wait('25s'),
    () => {
      for (let i = 0; i < 5; i++) (window.onerror as any)('m', '', 0, 0, new TypeError('v' + i))
    },
    wait('4s'),
  ],
})
