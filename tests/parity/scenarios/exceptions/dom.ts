import { READY, scenario, wait } from '../../support/scenario.ts'

export default scenario('errors of the browser', {
  page: { config: { capture_exceptions: READY } },
  steps: [
    wait('1s'),
    () => {
      const cut = new AbortController()
      cut.abort()
      const errors: unknown[] = [new DOMException('too far', 'IndexSizeError'), new DOMException('no name'), new DOMException(), cut.signal.reason]
      for (const error of errors) posthog.captureException(error)
      try {
        document.querySelector('!')
      } catch (error) {
        posthog.captureException(error)
      }
    },
    () => {
      const error = new DOMException('outer', 'DataError')
      Object.defineProperty(error, 'cause', { value: new Error('inner') })
      posthog.captureException(error)
    },
    wait('4s'),
  ],
})
