import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('an identified bootstrap meets a stored anonymous visitor, then another known one', {
  steps: [
    open('/'),
    wait('4s'),
    open('/two', { config: { bootstrap: { distinctID: 'known-1', isIdentifiedID: true } } }),
    wait('4s'),
    open('/three', { config: { bootstrap: { distinctID: 'known-2', isIdentifiedID: true } } }),
    () => posthog.get_distinct_id(),
    wait('4s'),
    open('/four', { config: { bootstrap: { distinctID: 'anonymous-again' } } }),
    () => [posthog.get_distinct_id(), posthog.get_property('$user_state')],
    wait('4s'),
  ],
})
