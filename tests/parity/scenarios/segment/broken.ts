import { scenario, wait } from '../../support/scenario.ts'
import { withSegment } from '../../support/segment.ts'

export default scenario('a Segment that fails does not keep the SDK from starting', {
  page: {
    config: null,
    before: withSegment,
  },
  steps: [
    () => posthog.init('phc_parity', { ...(window as any).base, segment: { user: () => ({ id: () => null, anonymousId: () => null }), register: () => Promise.reject(new Error("no")) } } as any),
    wait('1s'),
    () => posthog.capture('own'),
    wait('4s'),
  ],
})
