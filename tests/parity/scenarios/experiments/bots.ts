import { experiment, experiments, UNDER } from '../../support/experiments.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('no experiments for programs', {
  visitor: { userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' },
  page: { config: UNDER, html: '<h1>Shop</h1>' },
  steps: [...experiments([experiment([{ selector: 'h1', html: 'Changed' }])]), wait('1s'), () => document.body.innerHTML],
})
