import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('elements on which rage clicks do not count', {
  page: { config: { autocapture: true, rageclick: { css_selector_ignorelist: ['.mine'] } }, html: `<div class="ph-no-rageclick"><button id="a">a</button></div><button id="b" class="mine">b</button>` },
  steps: [wait('1s'), click('#a'), click('#a'), click('#a'), wait('2s'), click('#b'), click('#b'), click('#b'), wait('4s')],
})
