import { scenario, wait } from '../../support/scenario.ts'

export default scenario('an alias, and what comes of the same and of taken ids', {
  steps: [
    wait('1s'),
    () => posthog.alias('other-name'),
    () => posthog.identify('other-name'),
    () => posthog.alias(posthog.get_distinct_id()),
    () => posthog.alias('third', 'original'),
    () => posthog.get_property('__alias'),
    wait('4s'),
  ],
})
