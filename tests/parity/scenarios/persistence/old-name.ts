import { scenario, wait } from '../../support/scenario.ts'

export default scenario('cookie_name, the option\'s old name', {
  page: { config: { cookie_name: 'old' } },
  steps: [wait('1s'), () => posthog.config.persistence_name, wait('4s')],
})
