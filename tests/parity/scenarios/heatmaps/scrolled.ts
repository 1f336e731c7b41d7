import { click, scenario, wait, wheel } from '../../support/scenario.ts'

export default scenario('points of a scrolled page, and of what does not scroll with it', {
  page: {
    config: { capture_heatmaps: true, capture_pageview: false },
    html: '<div id="fixed" style="position:fixed;top:10px;left:10px"><b id="in">fixed</b></div><div style="height:900px"></div><div id="sticky" style="position:sticky;top:60px">sticky</div><p id="far" style="margin-top:200px">far</p><div style="height:3000px"></div>',
  },
  steps: [wait('1s'), wheel(600), wait('1s'), click('#in'), click('#sticky'), click('#far'), wait('12s')],
})
