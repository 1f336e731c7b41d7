import { scenario, wait } from '../../support/scenario.ts'

export default scenario('ids of identify that are no texts', {
  steps: [wait('1s'), () => posthog.identify({ id: 1 }), () => posthog.identify(true), () => posthog.get_distinct_id(), wait('4s')],
})
