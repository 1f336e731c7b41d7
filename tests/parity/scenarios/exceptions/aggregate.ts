import { READY, scenario, wait } from '../../support/scenario.ts'

export default scenario('errors that are made of others', {
  page: { config: { capture_exceptions: READY } },
  steps: [
    wait('1s'),
    () => {
      const one = new Error('one', { cause: new Error('of one') })
      const all = new AggregateError([one, 'two', one, null, { error: one }, { message: 'five' }, 'two'], 'all', { cause: new Error('of all') })
      posthog.captureException(all)
      posthog.captureException(new AggregateError([all, new TypeError('more')], 'outer'))
      posthog.captureException(new AggregateError([], 'none'))
    },
    () => {
      class Several extends AggregateError {
        override name = 'Several'
      }
      posthog.captureException(new Several([new Error('inside')], 'derived'))
      posthog.captureException(Object.assign(new Error('no aggregate'), { errors: [new Error('not told')] }))
      posthog.captureException(new AggregateError(Array.from({ length: 80 }, (_, i) => new Error('n' + i)), 'many'))
    },
    () => Promise.any([Promise.reject(new Error('a')), Promise.reject('b')]).catch((error) => posthog.captureException(error)?.event),
    wait('4s'),
  ],
})
