import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('the same element again, and others', {
  page: { config: { capture_dead_clicks: true, capture_pageview: false }, html: '<button id="a">a</button><button id="b">b</button>' },
  steps: [wait('1s'), click('#a'), wait('999ms'), click('#a'), click('#b'), wait('1s'), click('#a'), wait('9s')],
})
