import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a bot is not captured, and is told so once', {
  visitor: { userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' },
  steps: [wait('1s'), () => posthog.capture('one'), () => posthog.capture('two'), wait('4s')],
})
