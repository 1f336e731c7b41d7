import { leave, scenario, wait } from '../../support/scenario.ts'

export default scenario('the first root that is there, scrolled by the mouse', {
  page: {
    config: { scroll_root_selector: ['#none', '.root'] },
    html: '<div class="root" id="root" style="height:300px;overflow:auto"><div style="height:1000px">long</div></div><div style="height:3000px"></div>',
  },
  steps: [wait('1s'), () => document.getElementById('root')!.scrollTo(0, 333), wait('1s'), () => window.scrollTo(0, 500), wait('1s'), leave],
})
