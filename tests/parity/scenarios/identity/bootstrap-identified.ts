import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('an identified bootstrap, and again on the next page', {
  page: { config: { bootstrap: { distinctID: 'known-1', isIdentifiedID: true } } },
  steps: [
    open('/'),
    wait('1s'),
    () => [posthog.get_distinct_id(), posthog.get_property('$user_state')],
    wait('4s'),
    open('/again'),
    wait('4s'),
  ],
})
