import { experiment, experiments, UNDER } from '../../support/experiments.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a page that is changed', {
  page: { config: UNDER, html: '<h1>Shop</h1><p class="a">one</p><p class="a">two</p>' },
  steps: [
    ...experiments([experiment([{ selector: 'h1', html: 'Changed <b>much</b>' }, { selector: 'p.a', html: 'both', css: 'color: red', className: 'never', text: 'never', attributes: [] }])]),
    wait('1s'),
    () => document.body.innerHTML,
    wait('4s'),
  ],
})
