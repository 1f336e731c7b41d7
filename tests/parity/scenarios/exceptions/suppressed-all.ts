import { READY, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a rule without conditions is for everything', {
  page: { config: { capture_exceptions: READY, advanced_disable_flags: undefined, advanced_disable_feature_flags_on_first_load: true } },
  steps: [
    () => posthog.captureException(new Error('before the answer'))?.event,
    reply(/\/config$/, { body: { hasFeatureFlags: false, errorTracking: { suppressionRules: [{ type: 'AND', values: [] }] } } }),
    wait('1s'),
    () => posthog.captureException(new Error('after it'))?.event,
    () => posthog.captureException(new Error('own list'), { $exception_list: [] })?.event,
    () => posthog.captureException(new Error('no list'), { $exception_list: 'none' })?.event,
    wait('4s'),
  ],
})
