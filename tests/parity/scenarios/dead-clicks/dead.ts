import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('a click that nothing came of', {
  page: { config: { capture_dead_clicks: true, capture_pageview: false }, html: '<form id="f" class="x y"><button type="button" id="a" data-x="1"><span>Do</span> it</button></form>' },
  steps: [wait('1s'), click('#a'), wait('2s'), wait('2s'), click('#a span'), wait('9s')],
})
