import { experiments, UNDER } from '../../support/experiments.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a list of experiments that is none', {
  page: { config: UNDER, html: '<h1>Shop</h1>' },
  steps: [...experiments('text'), wait('1s'), () => document.body.innerHTML],
})
