import { scenario, wait } from '../../support/scenario.ts'

export default scenario('extensions that start a little later', {
  page: { config: { __preview_deferred_init_extensions: true } },
  steps: [() => posthog.capture('at once'), wait('1s'), () => posthog.capture('later'), wait('4s')],
})
