import { scenario, wait } from '../../support/scenario.ts'

export default scenario('properties that are never sent', {
  page: { config: { property_denylist: ['$current_url', 'secret', '$referrer'], property_blacklist: ['$host'] } },
  steps: [wait('1s'), () => posthog.capture('x', { secret: 1, open: 2 }), wait('4s')],
})
