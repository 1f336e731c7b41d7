import { scenario, wait } from '../../support/scenario.ts'

export default scenario('null for options that have a default', {
  page: { config: { person_profiles: null, capture_pageview: null, before_send: null, rate_limiting: null, bootstrap: null, request_headers: null } },
  steps: [wait('1s'), () => posthog.capture('x'), wait('4s')],
})
