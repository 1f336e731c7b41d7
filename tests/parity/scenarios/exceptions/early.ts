import { scenario, wait } from '../../support/scenario.ts'

export default scenario('errors before what watches for them is there', {
  page: {
    config: { capture_exceptions: { capture_unhandled_errors: true } },
    after: () => {
      void Promise.reject(new Error('not asked for'))
      throw new TypeError('first')
    },
  },
  steps: [wait('4s')],
})
