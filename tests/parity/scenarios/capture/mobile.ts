import { scenario, wait } from '../../support/scenario.ts'

export default scenario('what a telephone says', {
  visitor: {
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
    language: 'de-AT',
  },
  steps: [wait('1s'), () => posthog.capture('x'), wait('4s')],
})
