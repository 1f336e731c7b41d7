import { scenario, wait } from '../../support/scenario.ts'

export default scenario('person_profiles of init holds again when the configuration is there', {
  page: { config: { advanced_disable_flags: undefined, advanced_disable_feature_flags_on_first_load: true, person_profiles: 'always' } },
  steps: [
    () => posthog.set_config({ person_profiles: 'never' }),
    wait('1s'),
    () => posthog.config.person_profiles,
    wait('4s'),
  ],
})
