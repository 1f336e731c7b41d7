import { scenario, wait } from '../../support/scenario.ts'
import { withSegment } from '../../support/segment.ts'

export default scenario('a user of Segment that has to be waited for', {
  page: {
    config: null,
    before: withSegment,
  },
  steps: [
    () => posthog.init('phc_parity', { ...(window as any).base, segment: (window as any).segment('seg-user', true) } as any),
    wait('1s'),
    () => [posthog.get_distinct_id(), posthog.get_property('$device_id')],
    () => posthog.capture('own'),
    wait('4s'),
  ],
})
