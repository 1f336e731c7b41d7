import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a browser that cannot compress by itself', {
  page: {
    before: () => {
      delete (window as any).CompressionStream
    },
  },
  steps: [wait('1s'), () => posthog.capture('x'), wait('4s')],
})
