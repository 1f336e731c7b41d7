import { experiments, UNDER } from '../../support/experiments.ts'
import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('experiments that are kept are not asked for', {
  page: { config: UNDER, html: '<h1>Shop</h1>' },
  steps: [
    ...experiments([]),
    open('/', {
      after: () => posthog.register({ $web_experiments: [{ id: 1, name: 'Kept', variants: { test: { conditions: {}, transforms: [{ selector: 'h1', html: 'kept' }] } } }] }),
    }),
    wait('1s'),
    () => document.body.innerHTML,
  ],
})
