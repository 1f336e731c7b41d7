import { scenario, swipe, wait } from '../../support/scenario.ts'

export default scenario('swipes that nothing came of', {
  page: { config: { capture_dead_clicks: true, capture_pageview: false }, html: '<div style="height:300px;touch-action:none" id="a">here</div><canvas id="b" style="touch-action:none" width="200" height="200"></canvas>' },
  steps: [wait('1s'), swipe('#a', 100, 10), wait('5s'), swipe('#a', -10, -80), wait('5s'), swipe('#a', 20, 20), wait('5s'), swipe('#b', 50, 0), wait('9s')],
})
