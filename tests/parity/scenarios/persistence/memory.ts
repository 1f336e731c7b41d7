import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('memory forgets with the page', {
  page: { config: { persistence: 'memory' } },
  steps: [
    open('/'),
    wait('1s'),
    () => posthog.register({ plan: 'free' }),
    () => posthog.get_property('plan'),
    wait('4s'),
    open('/two'),
    () => posthog.get_property('plan'),
    wait('4s'),
  ],
})
