import { click, press, scenario, type, wait } from '../../support/scenario.ts'

export default scenario('what is in a field, where the page allows it', {
  page: { config: { autocapture: true }, html: `<input id="a" data-ph-capture-value><input id="b"><select id="c" data-ph-capture-value><option>one</option><option>two</option></select><input id="d" type="password" data-ph-capture-value><textarea id="e" data-ph-capture-value></textarea><div class="ph-sensitive"><input id="f" data-ph-capture-value></div><input id="g" name="cvv" data-ph-capture-value>` },
  steps: [wait('1s'), click('#a'), type('Ada 4111111111111111'), press('Tab'), type('no'), press('Tab'), press('ArrowDown'), press('Tab'), type('secret'), press('Tab'), type('note'), press('Tab'), type('f'), press('Tab'), type('12'), press('Tab'), wait('4s')],
})
