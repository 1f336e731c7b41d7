import { click, press, scenario, type, wait } from '../../support/scenario.ts'

export default scenario('selectors of the page decide what of a field is told', {
  page: { config: { autocapture: { capture_value_css_selector_allowlist: ['.x'], css_selector_ignorelist: ['.quiet'] } }, html: `<input id="a" class="x"><input id="b" data-ph-capture-value><div class="quiet"><input id="c" class="x"></div>` },
  steps: [wait('1s'), click('#a'), type('yes'), press('Tab'), type('no'), press('Tab'), type('q'), press('Tab'), wait('4s')],
})
