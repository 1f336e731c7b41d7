import { click, press, scenario, type, wait } from '../../support/scenario.ts'

export default scenario('a function of the page decides what of a field is told', {
  page: { config: { autocapture: { capture_value_css_selector_allowlist: (el: Element) => { if (el.id === 'b') throw new Error('no'); return el.className === 'x' } } }, html: `<input id="a" class="x"><input id="b">` },
  steps: [wait('1s'), click('#a'), type('yes'), press('Tab'), type('no'), press('Tab'), wait('4s')],
})
