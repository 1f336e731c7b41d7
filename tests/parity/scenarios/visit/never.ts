import { scenario } from '../../support/scenario.ts'
import { visit } from '../../support/visit.ts'

export default scenario('a visit with profiles for nobody', {
  page: { config: { person_profiles: 'never' } },
  steps: visit,
})
