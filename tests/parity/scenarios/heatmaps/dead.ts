import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('clicks that nothing came of are points of their own', {
  page: { config: { capture_heatmaps: true, capture_pageview: false }, html: '<button id="a">dead</button><button id="b" onclick="this.textContent = 1">alive</button><div id="c"></div>' },
  steps: [
    () => void document.getElementById('c')!.attachShadow({ mode: 'open' }).append(Object.assign(document.createElement('button'), { textContent: 'shadow' })),
    wait('1s'),
    click('#b'),
    wait('4s'),
    click('#a'),
    wait('1s'),
    click('#c'),
    wait('12s'),
  ],
})
