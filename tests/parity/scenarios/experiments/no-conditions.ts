import { experiment, experiments, UNDER } from '../../support/experiments.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a variant without conditions is for nobody', {
  page: { config: UNDER, html: '<h1>Shop</h1>' },
  steps: [...experiments([experiment([{ selector: 'h1', html: 'Changed' }], null)]), wait('1s'), () => document.body.innerHTML],
})
