import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('told as events and as points, after a scroll and with autocapture', {
  page: {
    config: { capture_dead_clicks: true, capture_heatmaps: true, autocapture: true, capture_pageview: false },
    html: '<div style="height:500px"></div><button id="a">a</button><div style="height:2000px"></div>',
  },
  steps: [wait('1s'), click('#a'), wait('500ms'), click('#a'), wait('12s')],
})
