import { READY, scenario, wait } from '../../support/scenario.ts'

export default scenario('an error that the page caught', {
  page: { config: { capture_exceptions: READY } },
  steps: [
    wait('1s'),
    () => posthog.captureException(new TypeError('no such item')),
    () => posthog.captureException(new RangeError(''), { where: 'cart', $exception_fingerprint: 'cart' }),
    () => {
      class CartError extends Error {
        override name = 'CartError'
        code = 7
      }
      return posthog.captureException(new CartError('empty'), null)?.properties.$exception_list.length
    },
    () => {
      const error = new Error('')
      error.name = ''
      return posthog.captureException(error)?.event
    },
    wait('4s'),
  ],
})
