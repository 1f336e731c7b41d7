import { READY, scenario, wait } from '../../support/scenario.ts'

export default scenario('what the page was doing before', {
  page: { config: { capture_exceptions: READY } },
  steps: [
    wait('1s'),
    () => posthog.addExceptionStep('opened the cart'),
    wait('1s'),
    () => {
      const circular: any = { a: 1 }
      circular.self = circular
      posthog.addExceptionStep('paid', { amount: 9.5, at: new Date(0), big: 12n, error: new TypeError('bad card').message, circular, list: [1, { b: null }], no: undefined })
    },
    () => posthog.addExceptionStep('reserved', { $message: 'not this', $timestamp: 'nor this', kept: 1 }),
    () => posthog.addExceptionStep('no object', 'words'),
    () => {
      posthog.captureException(new Error('with steps'))
      posthog.captureException(new Error('without'))
    },
    () => posthog.addExceptionStep('again'),
    () => posthog.captureException(new Error('with own steps'), { $exception_steps: [{ $message: 'own' }] }),
    () => {
      posthog.addExceptionStep('')
      posthog.addExceptionStep('  ')
      posthog.addExceptionStep(7)
      posthog.addExceptionStep()
      posthog.captureException(new Error('blank ones do not count'))
    },
    () => posthog.addExceptionStep('before reset'),
    () => posthog.reset(),
    () => posthog.captureException(new Error('after reset')),
    wait('4s'),
  ],
})
