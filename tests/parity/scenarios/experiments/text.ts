import { experiment, experiments, UNDER } from '../../support/experiments.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a text alone is not put in', {
  page: { config: UNDER, html: '<h1>Shop</h1>' },
  steps: [
    ...experiments([experiment([{ selector: 'h1', text: 'Changed' }, { selector: 'h1', html: '' }])]),
    wait('1s'),
    () => document.body.innerHTML,
  ],
})
