import { scenario, wait } from '../../support/scenario.ts'

export default scenario('other methods with what they do not expect', {
  steps: [
    wait('1s'),
    () => posthog.debug('yes'),
    () => posthog.config.debug,
    () => posthog.debug(0),
    () => posthog.config.debug,
    () => posthog.debug(false),
    () => posthog.get_distinct_id('strange').length,
    () => posthog.get_session_id('strange').length,
    () => posthog.getPageViewId('strange').length,
    () => posthog.is_capturing('strange'),
    () => posthog.has_opted_in_capturing('strange'),
    () => posthog.get_explicit_consent_status('strange'),
    () => posthog.opt_out_capturing('strange'),
    () => posthog.opt_in_capturing(null),
    () => posthog.clear_opt_in_out_capturing('strange'),
    () => posthog.toString('strange'),
    wait('4s'),
  ],
})
