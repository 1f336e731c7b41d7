import { experiment, experiments, UNDER } from '../../support/experiments.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a way of matching that there is not', {
  page: { config: UNDER, html: '<h1>Shop</h1><p>text</p>' },
  steps: [
    ...experiments([experiment([{ selector: 'h1', html: 'Changed' }], { url: '/', urlMatchType: 'starts_with' }), experiment([{ selector: 'p', html: 'Changed' }])]),
    wait('1s'),
    () => document.body.innerHTML,
  ],
})
