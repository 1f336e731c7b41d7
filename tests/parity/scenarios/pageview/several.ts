import { leave, open, reload, scenario, wait } from '../../support/scenario.ts'

export default scenario('page after page by links', {
  steps: [open('/one'), wait('4s'), open('/two'), wait('4s'), reload, wait('4s'), open('/three', { referrer: 'https://www.shop.example/two' }), wait('4s'), leave],
})
