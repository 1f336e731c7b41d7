import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('flags of those who refuse cookies, and then agree', {
  page: { config: { ...ON, cookieless_mode: 'on_reject' } },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.getFeatureFlag('beta'),
    () => posthog.opt_out_capturing(),
    wait('1s'),
    () => posthog.getFeatureFlag('beta'),
    wait('4s'),
    () => posthog.opt_in_capturing(),
    wait('1s'),
    () => posthog.getFeatureFlag('beta'),
    wait('4s'),
  ],
})
