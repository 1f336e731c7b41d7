import { experiment, experiments, UNDER } from '../../support/experiments.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('no experiments unless they are wanted', {
  page: { config: { ...UNDER, disable_web_experiments: undefined }, html: '<h1>Shop</h1>' },
  steps: [...experiments([experiment([{ selector: 'h1', html: 'Changed' }])]), wait('1s'), () => document.body.innerHTML],
})
