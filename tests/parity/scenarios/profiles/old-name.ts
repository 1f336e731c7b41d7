import { scenario, wait } from '../../support/scenario.ts'

export default scenario('process_person, the option\'s old name', {
  page: { config: { process_person: 'always' } },
  steps: [wait('1s'), () => posthog.config.person_profiles, wait('4s')],
})
