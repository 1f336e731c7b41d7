import { scenario, wait } from '../../support/scenario.ts'

export default scenario('person profiles for everybody', {
  page: { config: { person_profiles: 'always' } },
  steps: [wait('1s'), () => posthog.capture('x'), () => posthog.identify('user-1'), () => posthog.capture('y'), wait('4s')],
})
