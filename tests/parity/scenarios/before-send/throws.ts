import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a function that throws drops the event', {
  page: {
    config: {
      before_send: (event: any) => {
        if (event.event === 'x') throw new Error('hook broke')
        return event
      },
    },
  },
  steps: [wait('1s'), () => posthog.capture('x'), () => posthog.capture('y'), wait('4s')],
})
