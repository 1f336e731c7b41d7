import { experiment, experiments, UNDER } from '../../support/experiments.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a variant that is null, and one without changes', {
  page: { config: UNDER, html: '<h1>Shop</h1>' },
  steps: [
    ...experiments([{ id: 1, name: 'a', variants: { test: { conditions: {} } } }, experiment([{ selector: 'h1', html: 'Changed' }])]),
    wait('1s'),
    () => document.body.innerHTML,
  ],
})
