import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('properties of groups for flags', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.setGroupPropertiesForFlags({ company: { name: 'Acme', size: 10 }, team: { a: 1 } }),
    wait('100ms'),
    () => posthog.setGroupPropertiesForFlags({ company: { size: 11 } }),
    wait('100ms'),
    () => posthog.setGroupPropertiesForFlags({ company: { quiet: true } }, false),
    wait('100ms'),
    () => posthog.resetGroupPropertiesForFlags('company'),
    wait('100ms'),
    () => posthog.get_property('$stored_group_properties'),
    () => posthog.resetGroupPropertiesForFlags(),
    wait('100ms'),
    () => [posthog.get_property('$stored_group_properties'), posthog.reloadFeatureFlags()],
    wait('100ms'),
  ],
})
