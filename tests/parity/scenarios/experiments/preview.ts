import { experiments, UNDER } from '../../support/experiments.ts'
import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('a variant that is looked at by its address', {
  page: { config: UNDER, html: '<h1>Shop</h1>' },
  steps: [
    ...experiments([
      {
        id: 7,
        name: 'Experiment',
        feature_flag_key: 'color',
        variants: { blue: { conditions: { url: 'nowhere' }, transforms: [{ selector: 'h1', html: 'blue' }] } },
      },
    ]),
    open('/?__experiment_id=7&__experiment_variant=blue'),
    wait('1s'),
    () => document.body.innerHTML,
  ],
})
