import { scenario, wait } from '../../support/scenario.ts'

export default scenario('properties of no event', {
  steps: [
    wait('1s'),
    () => posthog.calculateEventProperties('x').distinct_id === posthog.get_distinct_id(),
    () => posthog.calculateEventProperties('', null).distinct_id === posthog.get_distinct_id(),
    () => posthog.calculateEventProperties('x', 'text').distinct_id === posthog.get_distinct_id(),
    () => posthog.calculateEventProperties('x', { $set: { a: 1 }, token: 'mine', distinct_id: 'mine' }),
    wait('4s'),
  ],
})
