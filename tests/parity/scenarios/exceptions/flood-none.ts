import { scenario, wait } from '../../support/scenario.ts'

export default scenario('limits of no sense', {
  page: { config: { capture_exceptions: true, error_tracking: { __exceptionRateLimiterBucketSize: -4, exceptionRateLimiterRefillRate: 'fast' } } },
  steps: [wait('1s'), () => (window.onerror as any)('m', '', 0, 0, new TypeError('t')), wait('10s'), () => (window.onerror as any)('m', '', 0, 0, new TypeError('u')), wait('4s')],
})
