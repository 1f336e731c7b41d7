import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('selecting text is no anger', {
  page: { config: { autocapture: true, rageclick: { ignore_text_selection: true } }, html: `<input id="a"><input id="b" type="checkbox"><textarea id="c"></textarea><p contenteditable="true" id="d">edit</p><div id="e" style="cursor:pointer">e</div>` },
  steps: [wait('1s'), click('#a'), click('#a'), click('#a'), wait('2s'), click('#b'), click('#b'), click('#b'), wait('2s'), click('#c'), click('#c'), click('#c'), wait('2s'), click('#d'), click('#d'), click('#d'), wait('2s'), click('#e'), click('#e'), click('#e'), wait('4s')],
})
