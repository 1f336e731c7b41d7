import { scenario, wait } from '../../support/scenario.ts'

export default scenario('options nobody knows', {
  page: { config: { my_option: { a: 1 }, another: () => 7 } },
  steps: [wait('1s'), () => [posthog.config.my_option, typeof posthog.config.another], wait('4s')],
})
