import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('visitors who do not want to be captured', {
  page: { config: { capture_exceptions: true, opt_out_capturing_by_default: true }, html: `<button id="a" onclick="throw new Error('thrown')">a</button>` },
  steps: [
    wait('1s'),
    click('#a'),
    () => posthog.addExceptionStep('kept'),
    () => posthog.captureException(new Error('x')),
    () => posthog.opt_in_capturing({ captureEventName: false }),
    click('#a'),
    wait('4s'),
  ],
})
