import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('css_selector_allowlist and css_selector_ignorelist, a bad selector among them', {
  page: { config: { autocapture: { css_selector_allowlist: ['.yes', '!!'], css_selector_ignorelist: ['.never'] } }, html: `<div class="yes"><button id="a">a</button><button id="b" class="never">b</button></div><button id="c">c</button><div class="ph-no-autocapture"><p class="yes"><button id="d">d</button></p></div>` },
  steps: [wait('1s'), click('#a'), click('#b'), click('#c'), click('#d'), wait('4s')],
})
