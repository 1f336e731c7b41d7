import { scenario, wait } from '../../support/scenario.ts'

export default scenario('set_config changes the mode', {
  steps: [
    wait('1s'),
    () => posthog.set_config({ person_profiles: 'always' }),
    () => posthog.capture('x'),
    () => posthog.set_config({ person_profiles: 'never' }),
    () => posthog.capture('y'),
    () => posthog.identify('user-1'),
    wait('4s'),
  ],
})
