import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('in without person profiles', {
  page: { config: { ...ON, person_profiles: 'never' } },
  steps: [...loads(), wait('1s'), () => posthog.updateEarlyAccessFeatureEnrollment('late', true), wait('4s')],
})
