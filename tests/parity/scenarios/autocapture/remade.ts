import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('an element that is made anew between down and up', {
  page: { config: { autocapture: true }, html: `<div id="box"><button id="a" class="one">a</button></div>` },
  steps: [wait('1s'), () => { const box = document.querySelector('#box')!; box.addEventListener('pointerdown', () => { const old = box.querySelector('button')!; const next = old.cloneNode(true) as Element; next.className = 'two'; old.replaceWith(next) }) }, click('#a'), click('#a'), wait('4s')],
})
