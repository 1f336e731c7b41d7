import { scenario, wait } from '../../support/scenario.ts'

export default scenario('the remote configuration, by its script and then as JSON', {
  page: { config: { advanced_disable_flags: undefined, advanced_disable_feature_flags_on_first_load: true } },
  steps: [wait('1s'), () => posthog.capture('x'), wait('4s')],
})
