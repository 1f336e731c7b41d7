import { scenario, wait } from '../../support/scenario.ts'

export default scenario('asked for by those who opted out too', {
  page: { config: { advanced_disable_flags: undefined, advanced_disable_feature_flags_on_first_load: true, opt_out_capturing_by_default: true } },
  steps: [wait('4s')],
})
