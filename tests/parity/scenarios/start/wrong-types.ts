import { scenario, wait } from '../../support/scenario.ts'

export default scenario('options of the wrong kind', {
  page: {
    config: {
      capture_pageview: 'yes',
      capture_pageleave: 'no',
      request_batching: 'no',
      person_profiles: 7,
      rate_limiting: 'fast',
      request_queue_config: 'soon',
      custom_campaign_params: 'ref',
      custom_blocked_useragents: 'bot',
      cookie_expiration: '30',
    },
  },
  steps: [wait('1s'), () => posthog.capture('x'), wait('4s')],
})
