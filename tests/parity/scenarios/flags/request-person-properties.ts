import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('properties of the person for flags', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.setPersonPropertiesForFlags({ plan: 'pro', $lib: 'mine', $initial_utm_source: 'mine' }),
    wait('100ms'),
    () => posthog.setPersonPropertiesForFlags({ $set: { plan: 'max' }, $set_once: { plan: 'never', since: 2020 } }),
    wait('100ms'),
    () => posthog.setPersonPropertiesForFlags({ $set_once: { since: 2021, only: true }, ignored: 1 }),
    wait('100ms'),
    () => posthog.setPersonPropertiesForFlags({ quiet: true }, false),
    wait('100ms'),
    () => posthog.featureFlags.unsetPersonPropertiesForFlags(['plan', 'unknown']),
    wait('100ms'),
    () => posthog.resetPersonPropertiesForFlags(),
    wait('100ms'),
    () => posthog.get_property('$stored_person_properties'),
  ],
})
