import { experiments, UNDER } from '../../support/experiments.ts'
import { flag } from '../../support/flags.ts'
import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('the variant of a flag on a page that is not meant', {
  page: { config: UNDER, html: '<h1>Shop</h1>' },
  steps: [
    ...experiments(
      [{ id: 1, name: 'Experiment', feature_flag_key: 'color', variants: { blue: { conditions: { url: '/pricing', utm: { utm_source: 'never' } }, transforms: [{ selector: 'h1', html: 'blue' }] } } }],
      [flag('color', 'blue')],
    ),
    open('/one'),
    wait('1s'),
    () => document.body.innerHTML,
    open('/pricing'),
    wait('1s'),
    () => document.body.innerHTML,
    wait('4s'),
  ],
})
