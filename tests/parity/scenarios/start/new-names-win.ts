import { scenario, wait } from '../../support/scenario.ts'

export default scenario('new names win over old ones', {
  page: { config: { cookie_name: 'old', persistence_name: 'new', process_person: 'always', person_profiles: 'identified_only', verbose: true, debug: false } },
  steps: [wait('1s'), () => ['persistence_name', 'person_profiles', 'debug'].map((name) => posthog.config[name]), () => posthog.capture('x'), wait('4s')],
})
