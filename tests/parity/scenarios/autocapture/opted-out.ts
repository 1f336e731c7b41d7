import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('nothing from who opted out', {
  page: { config: { autocapture: true }, html: `<button id="a">a</button>` },
  steps: [wait('1s'), click('#a'), () => posthog.opt_out_capturing(), click('#a'), () => posthog.opt_in_capturing({ captureEventName: false }), click('#a'), wait('4s')],
})
