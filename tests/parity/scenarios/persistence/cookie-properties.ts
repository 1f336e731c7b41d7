import { scenario, wait } from '../../support/scenario.ts'

export default scenario('more properties in the cookie', {
  page: { config: { cookie_persisted_properties: ['plan', '$initial_person_info'] } },
  steps: [wait('1s'), () => posthog.register({ plan: 'free', other: 1 }), wait('4s')],
})
