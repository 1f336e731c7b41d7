import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a name for the keys', {
  page: { config: { persistence_name: 'my shop' } },
  steps: [wait('1s'), () => posthog.register({ plan: 'free' }), wait('4s')],
})
