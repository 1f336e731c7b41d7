import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('steppers are pressed again and again', {
  page: { config: { autocapture: true, rageclick: { content_ignorelist: true } }, html: `<button id="a">Next</button><button id="b" aria-label="previous page"><svg width="10" height="10"><rect id="r" width="10" height="10"/></svg></button><button id="c">Nextdoor</button><div role="button" id="d" style="cursor:pointer"><i id="di">&gt;</i></div><div style="cursor:pointer" id="e"><b id="eb">&lt;</b></div><p id="p" style="cursor:pointer">+</p>` },
  steps: [wait('1s'), click('#a'), click('#a'), click('#a'), wait('2s'), click('#r'), click('#r'), click('#r'), wait('2s'), click('#c'), click('#c'), click('#c'), wait('2s'), click('#di'), click('#di'), click('#di'), wait('2s'), click('#eb'), click('#eb'), click('#eb'), wait('2s'), click('#p'), click('#p'), click('#p'), wait('4s')],
})
