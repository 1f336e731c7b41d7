import { leave, scenario, wait } from '../../support/scenario.ts'

export default scenario('the page is left before what reads them is there', {
  page: { config: { capture_pageleave: false } },
  steps: [
    wait('1s'),
    () => {
      posthog.captureException(new TypeError('first'), { where: 'cart' })
      // In the same moment.
      dispatchEvent(new PageTransitionEvent('pagehide'))
    },
    wait('1s'),
    leave,
  ],
})
