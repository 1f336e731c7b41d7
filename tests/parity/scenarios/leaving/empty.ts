import { leave, scenario, wait } from '../../support/scenario.ts'

export default scenario('a page that goes with nothing to send', {
  page: { config: { capture_pageleave: false } },
  steps: [wait('5s'), leave],
})
