import { READY, scenario, wait } from '../../support/scenario.ts'

export default scenario('no more steps than there is room for', {
  page: { config: { capture_exceptions: READY, error_tracking: { exception_steps: { max_bytes: 300 } } } },
  steps: [
    wait('1s'),
    () => {
      for (const word of ['one', 'two', 'three', 'four', 'five', 'six']) posthog.addExceptionStep(word, { é: 'ü' })
      posthog.addExceptionStep('x'.repeat(400))
      posthog.captureException(new Error('some'))
    },
    () => posthog.set_config({ error_tracking: { exception_steps: { max_bytes: 'many' } } }),
    () => {
      for (const word of ['one', 'two', 'three', 'four', 'five', 'six']) posthog.addExceptionStep(word, { é: 'ü' })
      posthog.captureException(new Error('all'))
    },
    wait('4s'),
  ],
})
