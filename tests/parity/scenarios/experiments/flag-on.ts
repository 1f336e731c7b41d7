import { experiments, UNDER } from '../../support/experiments.ts'
import { flag } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a flag that is only on, and one that is missing', {
  page: { config: UNDER, html: '<h1>Shop</h1><p>text</p>' },
  steps: [
    ...experiments(
      [
        { id: 1, name: 'One', feature_flag_key: 'beta', variants: { true: { transforms: [{ selector: 'h1', html: 'true' }] } } },
        { id: 2, name: 'Two', feature_flag_key: 'missing', variants: { test: { transforms: [{ selector: 'p', html: 'test' }] } } },
      ],
      [flag('beta', true)],
    ),
    wait('1s'),
    () => document.body.innerHTML,
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => document.body.innerHTML,
    wait('4s'),
  ],
})
