import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('nothing is stored', {
  page: { config: { disable_persistence: true } },
  steps: [open('/'), wait('1s'), () => posthog.register({ plan: 'free' }), () => posthog.get_property('plan'), wait('4s'), open('/two'), wait('4s')],
})
