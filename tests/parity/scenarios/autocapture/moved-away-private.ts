import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('the same with one that may not be told', {
  page: { config: { autocapture: true }, html: `<button id="a" class="ph-no-capture" style="position:absolute;top:50px;left:50px">a</button><button id="b" class="ph-no-autocapture" style="position:absolute;top:150px;left:50px">b</button>` },
  steps: [wait('1s'), () => { document.addEventListener('pointerdown', (e) => { (e.target as HTMLElement).style.left = '400px' }) }, click('#a'), click('#b'), wait('4s')],
})
