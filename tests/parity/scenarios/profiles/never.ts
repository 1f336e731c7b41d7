import { scenario, wait } from '../../support/scenario.ts'

export default scenario('person profiles for nobody', {
  page: { config: { person_profiles: 'never' } },
  steps: [
    wait('1s'),
    () => posthog.capture('x', { $set: { a: 1 } }),
    () => posthog.identify('user-1', { a: 1 }),
    () => posthog.setPersonProperties({ a: 1 }),
    () => posthog.unsetPersonProperties('a'),
    () => posthog.alias('other'),
    () => posthog.group('company', 'acme', { a: 1 }),
    () => posthog.createPersonProfile(),
    () => posthog.setInternalOrTestUser(),
    () => posthog.setGroupPropertiesForFlags({ company: { a: 1 } }),
    () => posthog.setPersonPropertiesForFlags({ a: 1 }),
    () => posthog.get_distinct_id(),
    wait('4s'),
  ],
})
