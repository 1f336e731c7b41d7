import { click, press, scenario, type, wait } from '../../support/scenario.ts'

export default scenario('mask_all_text', {
  page: { config: { autocapture: true, mask_all_text: true }, html: `<button id="a" title="t">a <span>b</span></button><a id="b" href="/x" onclick="event.preventDefault()">b</a><input id="c" data-ph-capture-value>` },
  steps: [wait('1s'), click('#a'), click('#b'), click('#c'), type('x'), press('Tab'), wait('4s')],
})
