import { scenario, wait } from '../../support/scenario.ts'

export default scenario('the event of opting in by another name, or none', {
  steps: [
    wait('1s'),
    () => posthog.opt_in_capturing({ captureEventName: 'agreed', captureProperties: { banner: 'b' } }),
    () => posthog.opt_out_capturing(),
    () => posthog.opt_in_capturing({ captureEventName: null }),
    () => posthog.opt_out_capturing(),
    () => posthog.opt_in_capturing({ captureEventName: '' }),
    () => posthog.opt_out_capturing(),
    () => posthog.opt_in_capturing({ captureEventName: false, captureProperties: { a: 1 } }),
    () => posthog.opt_out_capturing(),
    () => posthog.opt_in_capturing('strange'),
    wait('4s'),
  ],
})
