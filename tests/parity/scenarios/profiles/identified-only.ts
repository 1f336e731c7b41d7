import { scenario, wait } from '../../support/scenario.ts'

export default scenario('person profiles for those who are known', {
  page: { config: { person_profiles: 'identified_only' } },
  steps: [
    wait('1s'),
    () => posthog.capture('x'),
    () => posthog.group('company', 'acme'),
    () => posthog.capture('y'),
    () => posthog.setPersonProperties({ a: 1 }),
    () => posthog.capture('z'),
    wait('4s'),
    () => posthog.reset(),
    () => posthog.capture('anonymous again'),
    wait('4s'),
  ],
})
