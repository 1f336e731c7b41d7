import { leave, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('no remote configuration', {
  page: { config: { advanced_disable_flags: undefined, advanced_disable_feature_flags_on_first_load: true } },
  steps: [reply(/\/config/, { status: 500 }), wait('1s'), () => posthog.capture('x'), wait('4s'), leave],
})
