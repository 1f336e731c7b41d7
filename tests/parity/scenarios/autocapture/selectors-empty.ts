import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('an empty css_selector_allowlist lets nothing through', {
  page: { config: { autocapture: { css_selector_allowlist: [] } }, html: `<button id="a">a</button>` },
  steps: [wait('1s'), click('#a'), wait('4s')],
})
