import { experiment, experiments, UNDER } from '../../support/experiments.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('selectors that are none', {
  page: { config: UNDER, html: '<h1>Shop</h1><p>text</p>' },
  steps: [
    ...experiments([experiment([{ html: 'x' }, { selector: '', html: 'x' }, { selector: '>>', html: 'x' }, { selector: 'h1', html: 'after' }]), experiment([{ selector: 'p', html: 'other' }])]),
    wait('1s'),
    () => document.body.innerHTML,
  ],
})
