import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('an element that goes away under the mouse: the click is on body', {
  page: { config: { autocapture: true }, html: `<button id="a" style="position:absolute;top:50px;left:50px">a</button>` },
  steps: [wait('1s'), () => { document.addEventListener('pointerdown', () => { (document.querySelector('#a') as HTMLElement).style.left = '400px' }, { once: true }) }, click('#a'), click('#a'), wait('4s')],
})
