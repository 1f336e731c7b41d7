import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('inside shadow roots', {
  page: {
    config: { capture_dead_clicks: true, capture_pageview: false },
    html: '<div id="host"></div><a href="#x" id="link"><span id="inner"></span></a>',
    after: () => {
      addEventListener('DOMContentLoaded', () => {
        const root = document.getElementById('host')!.attachShadow({ mode: 'open' })
        root.innerHTML = '<button id="dead" style="display:block">dead</button><button id="alive" style="display:block">alive</button>'
        root.getElementById('alive')!.addEventListener('click', (event) => ((event.target as Element).textContent = 'done'))
        document.getElementById('inner')!.attachShadow({ mode: 'open' }).innerHTML = '<b id="b">in a link</b>'
      })
    },
  },
  steps: [wait('1s'), click('#dead'), wait('5s'), click('#alive'), wait('5s'), click('#b'), wait('9s')],
})
