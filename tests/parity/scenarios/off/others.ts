import { scenario, wait } from '../../support/scenario.ts'

export default scenario('other methods of what is off', {
  steps: [
    wait('1s'),
    () => posthog.addExceptionStep('step'),
    () => posthog.getPageViewId().length,
    () => [typeof posthog.logger, typeof posthog.logger?.info],
    wait('4s'),
  ],
})
