import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('groups and their properties', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.group('company', 'acme', { name: 'Acme' }),
    wait('100ms'),
    () => posthog.group('team', 7),
    wait('100ms'),
    () => posthog.group('company', 'other'),
    wait('100ms'),
    () => posthog.resetGroups(),
    wait('100ms'),
    () => posthog.get_property('$stored_group_properties'),
  ],
})
