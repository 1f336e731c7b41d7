import { click, scenario, swipe, wait } from '../../support/scenario.ts'

export default scenario('swipes are none where they are switched off', {
  page: { config: { capture_pageview: false, capture_dead_clicks: { capture_dead_swipes: false } }, html: '<div style="height:300px;touch-action:none" id="a">here</div>' },
  steps: [wait('1s'), swipe('#a', 100, 10), wait('5s'), click('#a'), wait('9s')],
})
