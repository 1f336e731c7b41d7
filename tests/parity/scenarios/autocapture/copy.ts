import { click, press, scenario, wait } from '../../support/scenario.ts'

export default scenario('copied, cut and pasted text', {
  page: { config: { autocapture: { capture_copied_text: true, dom_event_allowlist: ['change'] } }, html: `<p id="p">Some text 4111111111111111 to copy</p><input id="i" value="field text"><div id="none">none</div>` },
  steps: [wait('1s'), () => getSelection()!.selectAllChildren(document.querySelector('#p')!), press('Control+c'), click('#i'), press('Control+a'), press('Control+x'), press('Control+v'), () => getSelection()!.removeAllRanges(), press('Control+c'), wait('4s')],
})
