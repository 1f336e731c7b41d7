import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('addresses without their hash', {
  page: { config: { disable_capture_url_hashes: true, capture_pageview: 'history_change' } },
  steps: [
    open('/a?b=c#hash'),
    wait('1s'),
    () => history.pushState(null, '', '/d#other'),
    wait('1s'),
    () => posthog.capture('x'),
    wait('4s'),
  ],
})
