import { scenario, wait } from '../../support/scenario.ts'

export default scenario('bots that are wanted, and their kind', {
  visitor: { userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' },
  page: { config: { opt_out_useragent_filter: true } },
  steps: [wait('1s'), () => posthog.capture('one'), wait('4s')],
})
