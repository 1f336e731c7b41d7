import { scenario, swipe, wait } from '../../support/scenario.ts'

export default scenario('not more than two dead swipes, and a longer way', {
  page: {
    config: { capture_pageview: false, capture_dead_clicks: { max_dead_swipes_per_page_load: 2, swipe_threshold_px: 60 } },
    html: '<div style="height:300px;touch-action:none" id="a">here</div><div style="height:200px;touch-action:none" id="b" ontouchmove="this.textContent += 1">moves</div>',
  },
  steps: [wait('1s'), swipe('#a', 59, 0), wait('5s'), swipe('#b', 80, 0), wait('5s'), swipe('#a', 0, 60), wait('5s'), swipe('#a', 100, 0), wait('5s'), swipe('#a', 120, 0), wait('9s')],
})
