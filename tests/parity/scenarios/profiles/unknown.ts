import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a mode that does not exist', {
  page: { config: { person_profiles: 'sometimes' } },
  steps: [wait('1s'), () => posthog.capture('x'), () => posthog.identify('user-1'), wait('4s')],
})
