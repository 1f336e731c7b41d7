import { experiment, experiments, UNDER } from '../../support/experiments.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('experiments that are none', {
  page: { config: UNDER, html: '<h1>Shop</h1>' },
  steps: [
    ...experiments([{}, { id: 1, variants: {} }, { id: 2, feature_flag_key: 'color' }, experiment([{ selector: 'h1', html: 'Changed' }])]),
    wait('1s'),
    () => document.body.innerHTML,
  ],
})
