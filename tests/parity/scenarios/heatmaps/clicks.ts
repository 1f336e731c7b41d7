import { click, move, scenario, wait } from '../../support/scenario.ts'

export default scenario('clicks and resting places of the mouse, after five seconds', {
  page: { config: { capture_heatmaps: true, capture_pageview: false }, html: '<button id="a">a</button><p id="b">b</p>' },
  steps: [wait('1s'), click('#a'), wait('200ms'), move(300, 400), wait('499ms'), move(310, 410), wait('500ms'), click('#b'), wait('12s')],
})
