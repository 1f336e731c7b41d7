import { scenario } from '../../support/scenario.ts'
import { visit } from '../../support/visit.ts'

export default scenario('a visit with profiles for everybody', {
  page: { config: { person_profiles: 'always' } },
  steps: visit,
})
