import { experiments, UNDER } from '../../support/experiments.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('experiments and flags that init brought along, where no requests are made', {
  page: { config: { ...UNDER, advanced_disable_flags: true, bootstrap: { featureFlags: { color: 'blue' } } }, html: '<h1>Shop</h1>' },
  steps: [
    ...experiments([{ id: 1, name: 'Experiment', feature_flag_key: 'color', variants: { blue: { transforms: [{ selector: 'h1', html: 'blue' }] } } }]),
    wait('1s'),
    () => document.body.innerHTML,
    wait('4s'),
  ],
})
