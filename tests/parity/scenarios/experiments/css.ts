import { experiment, experiments, UNDER } from '../../support/experiments.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a style that replaces the one there was', {
  page: { config: UNDER, html: '<h1 style="margin: 0">Shop</h1>' },
  steps: [
    ...experiments([experiment([{ selector: 'h1', css: 'color: red; --mine: url(javascript:1)' }])]),
    wait('1s'),
    () => document.body.innerHTML,
  ],
})
