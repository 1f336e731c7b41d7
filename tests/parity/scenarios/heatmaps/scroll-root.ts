import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('points inside an element that is scrolled instead of the page', {
  page: {
    config: { capture_heatmaps: true, capture_pageview: false, scroll_root_selector: ['#none', '#root'] },
    html: '<div id="root" style="position:sticky;height:300px;overflow:auto"><p style="height:500px">up</p><p id="low">low</p><div style="height:3000px"></div></div><p id="out">out</p>',
  },
  steps: [wait('1s'), () => void (document.getElementById('root')!.scrollTop = 400), wait('1s'), click('#low'), click('#out'), wait('12s')],
})
