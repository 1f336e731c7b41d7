import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('slotted children', {
  page: { config: { autocapture: true }, html: `<my-card id="h"><button id="a" slot="x">slotted</button></my-card>` },
  steps: [wait('1s'), () => { document.querySelector('#h')!.attachShadow({ mode: 'open' }).innerHTML = '<a href=/x onclick="event.preventDefault()"><slot name=x></slot></a>' }, click('#a'), wait('4s')],
})
