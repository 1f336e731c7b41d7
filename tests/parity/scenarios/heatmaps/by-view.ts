import { click, open, scenario, wait } from '../../support/scenario.ts'

export default scenario('points by address, with what may not be told taken out', {
  page: {
    config: { capture_heatmaps: { flush_interval_milliseconds: 8000 }, capture_pageview: false, disable_capture_url_hashes: true, mask_personal_data_properties: true },
    html: '<button id="a">a</button>',
  },
  steps: [
    open('/shop?gclid=1&x=2#top'),
    wait('1s'),
    click('#a'),
    () => history.pushState(null, '', '/cart?email=a@b.c&y=1#x'),
    click('#a'),
    () => history.pushState(null, '', '/shop?gclid=3&x=2'),
    click('#a'),
    wait('12s'),
  ],
})
