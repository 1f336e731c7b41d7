import { scenario, wait } from '../../support/scenario.ts'

export default scenario('an alias that is the stored people id is refused', {
  steps: [wait('1s'), () => posthog.register({ $people_distinct_id: 'taken' }), () => posthog.alias('taken'), wait('4s')],
})
