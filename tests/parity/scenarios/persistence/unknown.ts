import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a mode that does not exist', {
  page: { config: { persistence: 'indexedDB' } },
  steps: [wait('1s'), () => posthog.config.persistence, wait('4s')],
})
