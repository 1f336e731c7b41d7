import { leave, scenario, wait } from '../../support/scenario.ts'

export default scenario('a browser without fetch', {
  page: {
    before: () => {
      delete (window as any).fetch
    },
  },
  steps: [wait('1s'), () => posthog.capture('x'), wait('4s'), leave],
})
