import { READY, scenario, wait } from '../../support/scenario.ts'

export default scenario('without steps', {
  page: { config: { capture_exceptions: READY, error_tracking: { exception_steps: { enabled: false } } } },
  steps: [
    wait('1s'),
    () => posthog.addExceptionStep('one'),
    () => posthog.captureException(new Error('none')),
    () => posthog.set_config({ error_tracking: {} }),
    () => posthog.addExceptionStep('two'),
    () => posthog.captureException(new Error('one')),
    wait('4s'),
  ],
})
