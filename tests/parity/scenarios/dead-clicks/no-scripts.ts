import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('where no scripts may be loaded', {
  page: { config: { capture_dead_clicks: true, capture_pageview: false, disable_external_dependency_loading: true }, html: '<button id="a">a</button>' },
  steps: [wait('1s'), click('#a'), wait('9s')],
})
