import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('links, ignored elements, keys held down and the page itself', {
  page: {
    config: { capture_dead_clicks: true, capture_pageview: false },
    html: '<a id="a" href="#x"><b>link</b></a><p id="b" class="ph-no-deadclick"><i>no</i></p><p id="c" class="ph-no-capture">no</p><div class="toolbar-global-fade-container"><u id="d">tool</u></div><p id="e">e</p>',
  },
  steps: [
    wait('1s'),
    click('#a b'),
    wait('5s'),
    click('#b i'),
    click('#c'),
    click('#d'),
    wait('5s'),
    () => void document.getElementById('e')!.dispatchEvent(new MouseEvent('click', { bubbles: true, ctrlKey: true })),
    wait('5s'),
    () => void document.documentElement.click(),
    wait('5s'),
    () => void document.getElementById('e')!.click(),
    wait('9s'),
  ],
})
