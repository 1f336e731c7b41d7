import { ON, loads } from '../../support/flags.ts'
import { open, scenario, tab, wait } from '../../support/scenario.ts'

export default scenario('what two tabs changed of flags comes together', {
  page: { config: ON },
  steps: [
    ...loads(),
    open('/one'),
    wait('4s'),
    tab('second'),
    open('/two'),
    wait('4s'),
    () => posthog.updateEarlyAccessFeatureEnrollment('late', true),
    () => posthog.setPersonPropertiesForFlags({ second: 1 }, false),
    tab('first'),
    () => posthog.setPersonPropertiesForFlags({ first: 1 }, false),
    () => [posthog.featureFlags.getFlagVariants(), posthog.get_property('$stored_person_properties')],
    () => posthog.getFeatureFlag('late'),
    wait('4s'),
    tab('second'),
    () => [posthog.featureFlags.getFlagVariants(), posthog.get_property('$stored_person_properties')],
  ],
})
