import { scenario, wait } from '../../support/scenario.ts'
import { withSegment } from '../../support/segment.ts'

export default scenario('Segment knows who the visitor is', {
  page: {
    config: null,
    before: withSegment,
  },
  steps: [
    () => posthog.init('phc_parity', { ...(window as any).base, segment: (window as any).segment('seg-user') } as any),
    () => [posthog.get_distinct_id(), posthog.get_property('$device_id'), posthog.get_property('$user_state')],
    wait('1s'),
    () => posthog.capture('own'),
    wait('4s'),
  ],
})
