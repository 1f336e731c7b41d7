import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a denylist that is no list', {
  page: { config: { property_denylist: 'secret' } },
  steps: [wait('1s'), () => posthog.capture('x', { secret: 1 }), wait('4s')],
})
