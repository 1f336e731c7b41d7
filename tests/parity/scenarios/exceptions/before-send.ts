import { READY, scenario, wait } from '../../support/scenario.ts'

export default scenario('before_send sees exceptions, and drops or changes them', {
  page: {
    config: {
      capture_exceptions: READY,
      before_send: (event: any) => {
        if (event.event !== '$exception') return event
        const [first] = event.properties.$exception_list
        note('seen', first.value, event.properties.$exception_steps)
        if (first.value === 'secret') return null
        first.value = first.value.toUpperCase()
        return event
      },
    },
  },
  steps: [
    wait('1s'),
    () => posthog.addExceptionStep('step'),
    () => posthog.captureException(new Error('secret'))?.event,
    () => posthog.captureException(new Error('told'))?.properties.$exception_list[0].value,
    wait('4s'),
  ],
})
