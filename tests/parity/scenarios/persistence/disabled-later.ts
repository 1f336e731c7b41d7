import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('stored first, then disabled', {
  steps: [
    open('/'),
    wait('1s'),
    () => posthog.set_config({ disable_persistence: true }),
    () => [Object.keys(localStorage), document.cookie],
    () => posthog.register({ kept: 1 }),
    () => posthog.set_config({ disable_persistence: false }),
    wait('4s'),
  ],
})
