import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('an empty url_allowlist lets nothing through', {
  page: { config: { autocapture: { url_allowlist: [] } }, html: `<button id="a">a</button>` },
  steps: [wait('1s'), click('#a'), wait('4s')],
})
