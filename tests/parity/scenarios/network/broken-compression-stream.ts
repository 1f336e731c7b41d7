import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a browser that compresses wrongly', {
  page: {
    before: () => {
      ;(window as any).CompressionStream = class {
        constructor() {
          throw new Error('no')
        }
      }
    },
  },
  steps: [wait('1s'), () => posthog.capture('x'), wait('4s'), () => posthog.capture('y'), wait('4s')],
})
