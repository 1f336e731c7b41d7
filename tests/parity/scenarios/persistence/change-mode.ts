import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('set_config moves what is stored', {
  steps: [
    open('/'),
    wait('1s'),
    () => posthog.register({ plan: 'free' }),
    () => posthog.set_config({ persistence: 'cookie' }),
    () => [Object.keys(localStorage), document.cookie.includes('plan')],
    () => posthog.set_config({ persistence: 'memory' }),
    () => [Object.keys(localStorage), document.cookie],
    () => posthog.set_config({ persistence: 'localStorage' }),
    () => posthog.get_property('plan'),
    wait('4s'),
  ],
})
