import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a browser that a program drives', {
  visitor: { webdriver: true },
  steps: [wait('1s'), () => posthog.capture('one'), wait('4s')],
})
