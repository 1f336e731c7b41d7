import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('elements in shadow trees, open and closed', {
  page: { config: { autocapture: true }, html: `<section id="host" class="outer"></section><my-box id="closed"></my-box>` },
  steps: [wait('1s'), () => { const root = document.querySelector('#host')!.attachShadow({ mode: 'open' }); root.innerHTML = '<div class=card><button id=in name=go>In <span>shadow</span></button><inner-box></inner-box></div>'; root.querySelector('inner-box')!.attachShadow({ mode: 'open' }).innerHTML = '<button id=deep>Deep</button>'; document.querySelector('#closed')!.attachShadow({ mode: 'closed' }).innerHTML = '<button>Closed</button>' }, click('#in'), click('#deep'), click('#closed'), wait('4s')],
})
