import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('a page that stops its events', {
  page: { config: { autocapture: true }, html: `<div id="d"><button id="a">a</button></div>` },
  steps: [wait('1s'), () => document.querySelector('#d')!.addEventListener('click', (e) => { e.stopImmediatePropagation() }, true), click('#a'), wait('4s')],
})
