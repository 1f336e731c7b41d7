import { experiment, experiments, UNDER } from '../../support/experiments.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('nothing to change is said', {
  page: { config: { ...UNDER, debug: true }, html: '<h1>Shop</h1>' },
  steps: [
    ...experiments([experiment([{ selector: '.gone', html: 'x' }, { selector: 'h1', css: 'color: red' }])]),
    wait('1s'),
    () => document.body.innerHTML,
  ],
})
