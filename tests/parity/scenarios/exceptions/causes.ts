import { READY, scenario, wait } from '../../support/scenario.ts'

export default scenario('errors with causes', {
  page: { config: { capture_exceptions: READY } },
  steps: [
    wait('1s'),
    () => {
      const root = new RangeError('root')
      const middle = new TypeError('middle', { cause: root })
      posthog.captureException(new Error('top', { cause: middle }))
      posthog.captureException(new Error('text', { cause: 'why' }))
      posthog.captureException(new Error('object', { cause: { message: 'why' } }))
      posthog.captureException(new Error('nothing', { cause: 0 }))
      posthog.captureException(new Error('event', { cause: new ErrorEvent('error', { error: root }) }))
    },
    () => {
      const first: any = new Error('first')
      const second = new Error('second', { cause: first })
      first.cause = second
      posthog.captureException(first)
      const own: any = new Error('own')
      own.cause = own
      posthog.captureException(own)
    },
    () => {
      let error: Error | undefined
      for (let i = 0; i < 60; i++) error = new Error('n' + i, { cause: error })
      return posthog.captureException(error)?.properties.$exception_list.length
    },
    wait('4s'),
  ],
})
