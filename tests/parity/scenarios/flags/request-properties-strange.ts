import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('properties for flags that are none', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.setPersonPropertiesForFlags(undefined),
    () => posthog.setPersonPropertiesForFlags(null),
    () => posthog.setPersonPropertiesForFlags('text'),
    () => posthog.get_property('$stored_person_properties'),
    () => posthog.featureFlags.unsetPersonPropertiesForFlags(undefined),
    () => posthog.featureFlags.unsetPersonPropertiesForFlags('t'),
    () => posthog.setGroupPropertiesForFlags({ company: 'text', team: null }),
    () => posthog.setGroupPropertiesForFlags(undefined),
    () => posthog.get_property('$stored_group_properties'),
    () => posthog.setPersonPropertiesForFlags({ date: new Date(Date.UTC(2020, 0, 1)), not: undefined, inner: { a: [1, null] } }),
    wait('1s'),
  ],
})
