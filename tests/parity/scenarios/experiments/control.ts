import { experiments, UNDER } from '../../support/experiments.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a control changes nothing', {
  page: { config: UNDER, html: '<h1>Shop</h1>' },
  steps: [
    ...experiments([{ id: 1, name: 'Experiment', variants: { control: { conditions: {}, transforms: [{ selector: 'h1', html: 'Changed' }] } } }]),
    wait('1s'),
    () => document.body.innerHTML,
  ],
})
