import { leave, scenario, wait } from '../../support/scenario.ts'

export default scenario('the page is left before what reads them is there', {
  steps: [
    wait('1s'),
    () => {
      addEventListener('pagehide', () => posthog.capture('left'))
      posthog.captureException(new TypeError('first'), { where: 'cart' })
      // The page is gone in the same moment.
      dispatchEvent(new PageTransitionEvent('pagehide'))
    },
    leave,
  ],
})
