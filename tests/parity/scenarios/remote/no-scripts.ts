import { scenario, wait } from '../../support/scenario.ts'

export default scenario('without loading scripts', {
  page: {
    config: { advanced_disable_flags: undefined, advanced_disable_feature_flags_on_first_load: true, disable_external_dependency_loading: true },
  },
  steps: [wait('1s'), () => posthog.capture('x'), wait('4s')],
})
