import { scenario, wait } from '../../support/scenario.ts'

export default scenario('calls in the queue that cannot be made', {
  page: {
    by: 'snippet',
    after: () => {
      ;(posthog as any).push(['no_such_method', 1])
      ;(posthog as any).push(() => {
        throw new Error('function broke')
      })
      ;(posthog as any).push(['capture', 'still'])
      ;(posthog as any).push([['capture', 'chained'], ['capture', 'chained too']])
    },
  },
  steps: [wait('4s')],
})
