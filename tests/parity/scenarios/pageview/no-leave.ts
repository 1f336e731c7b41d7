import { leave, scenario, wait } from '../../support/scenario.ts'

export default scenario('page views, but leaving is not told', {
  page: { config: { capture_pageleave: false } },
  steps: [wait('1s'), () => posthog.capture('x'), leave],
})
