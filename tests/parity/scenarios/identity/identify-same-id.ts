import { scenario, wait } from '../../support/scenario.ts'

export default scenario('identifying an anonymous visitor with the id they already have sends $set', {
  steps: [
    wait('1s'),
    () => posthog.identify(posthog.get_distinct_id(), { plan: 'free' }),
    () => posthog.get_property('$user_state'),
    wait('4s'),
  ],
})
