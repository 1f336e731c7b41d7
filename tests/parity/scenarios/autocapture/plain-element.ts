import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('what is no control counts only where the mouse is a hand or something around it is a control', {
  page: { config: { autocapture: true }, html: `<div id="plain">plain</div><div style="cursor:pointer" id="hand">hand<span id="in">in</span></div><div style="cursor:pointer"><p id="over" style="cursor:default">over</p></div><label id="label">label <i id="i">i</i></label><p contenteditable="true" id="edit">edit</p>` },
  steps: [wait('1s'), click('#plain'), click('#hand'), click('#in'), click('#over'), click('#i'), click('#label'), click('#edit'), wait('4s')],
})
