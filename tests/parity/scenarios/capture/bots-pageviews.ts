import { scenario, wait } from '../../support/scenario.ts'

export default scenario('page views of bots under another name', {
  visitor: { userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' },
  page: { config: { __preview_capture_bot_pageviews: true } },
  steps: [wait('1s'), () => posthog.capture('one'), wait('4s')],
})
