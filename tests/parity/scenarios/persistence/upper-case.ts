import { scenario, wait } from '../../support/scenario.ts'

export default scenario('the mode in other letters', {
  page: { config: { persistence: 'LOCALSTORAGE' } },
  steps: [wait('1s'), () => posthog.config.persistence, wait('4s')],
})
