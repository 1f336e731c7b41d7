import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('no anger where it is switched off', {
  page: { config: { capture_heatmaps: true, capture_pageview: false, rageclick: false }, html: '<button id="a">Buy</button>' },
  steps: [wait('1s'), click('#a'), click('#a'), click('#a'), wait('10s')],
})
