import { leave, scenario, wait } from '../../support/scenario.ts'

export default scenario('no page views, but leaving is told', {
  page: { config: { capture_pageview: false, capture_pageleave: true } },
  steps: [wait('4s'), leave],
})
