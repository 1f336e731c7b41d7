import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('the next page has another mode', {
  steps: [
    open('/', { config: { persistence: 'cookie' } }),
    wait('1s'),
    () => posthog.register({ plan: 'free' }),
    wait('4s'),
    open('/two', { config: { persistence: 'localStorage+cookie' } }),
    () => [posthog.get_distinct_id(), posthog.get_property('plan')],
    wait('4s'),
    open('/three', { config: { persistence: 'localStorage' } }),
    () => [posthog.get_distinct_id(), posthog.get_property('plan')],
    wait('4s'),
  ],
})
