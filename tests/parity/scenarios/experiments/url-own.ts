import { experiment, experiments, UNDER } from '../../support/experiments.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('the address as the page tells it', {
  page: { config: { ...UNDER, get_current_url: (url: string) => `${url}own` }, html: '<h1>Shop</h1><p>text</p>' },
  steps: [
    ...experiments([experiment([{ selector: 'h1', html: 'fits' }], { url: 'https://www.shop.example/own', urlMatchType: 'exact' })]),
    wait('1s'),
    () => document.body.innerHTML,
  ],
})
