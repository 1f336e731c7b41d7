import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('a pattern that fits, and one that does not', {
  steps: [
    open('/', { config: { internal_or_test_user_hostname: /^www\./ } }),
    wait('4s'),
    open('/two', { config: { internal_or_test_user_hostname: /^nowhere$/, persistence_name: 'other' } }),
    wait('4s'),
  ],
})
