import { scenario, wait } from '../../support/scenario.ts'

export default scenario('an exception captured as an event', {
  page: { config: { debug: true } },
  steps: [wait('1s'), () => posthog.capture('$exception', { $exception_message: 'x' }), () => posthog.debug(false), wait('4s')],
})
