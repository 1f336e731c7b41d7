import { experiments, UNDER } from '../../support/experiments.ts'
import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('a preview of what there is not', {
  page: { config: UNDER, html: '<h1>Shop</h1>' },
  steps: [
    ...experiments([{ id: 7, name: 'Experiment', variants: { blue: { transforms: [{ selector: 'h1', html: 'blue' }] } } }]),
    open('/?__experiment_id=8&__experiment_variant=blue'),
    wait('1s'),
    () => document.body.innerHTML,
    open('/?__experiment_id=7&__experiment_variant=green'),
    wait('1s'),
    () => document.body.innerHTML,
  ],
})
