import { open, scenario } from '../../support/scenario.ts'

export default scenario('options that are no object', {
  page: { config: null },
  steps: [open('/'), () => String(posthog.init('phc_parity', 'strange')), () => posthog.config.api_host, () => posthog.opt_out_capturing()],
})
