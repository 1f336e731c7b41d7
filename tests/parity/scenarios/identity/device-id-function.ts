import { scenario, wait } from '../../support/scenario.ts'

export default scenario('get_device_id makes the ids', {
  page: { config: { get_device_id: (id: string) => `device-${id.length}` } },
  steps: [wait('1s'), () => posthog.get_distinct_id(), () => posthog.reset(true), () => posthog.get_distinct_id(), wait('4s')],
})
