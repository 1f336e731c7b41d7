import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('threshold, time and count of rage clicks', {
  page: { config: { autocapture: true, rageclick: { click_count: 2, timeout_ms: 2000, threshold_px: 0 } }, html: `<button id="a">a</button>` },
  steps: [wait('1s'), click('#a'), click('#a'), wait('3s'), click('#a'), wait('1500ms'), click('#a'), wait('4s')],
})
