import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('clicks in anger are two points, where they count', {
  page: {
    config: { capture_heatmaps: true, capture_pageview: false, rageclick: { click_count: 3, content_ignorelist: true } },
    html: '<button id="a">Buy</button><button id="b">Next</button><p id="c" class="ph-no-rageclick">c</p>',
  },
  steps: [wait('1s'), click('#a'), click('#a'), click('#a'), click('#a'), wait('2s'), click('#b'), click('#b'), click('#b'), wait('2s'), click('#c'), click('#c'), click('#c'), wait('10s')],
})
