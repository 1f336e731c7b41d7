import { leave, READY, scenario, wait } from '../../support/scenario.ts'

export default scenario('exceptions wait for company of their own', {
  page: { config: { capture_exceptions: READY } },
  steps: [
    wait('1s'),
    () => {
      posthog.capture('one')
      posthog.captureException(new Error('a'))
      posthog.capture('two')
      posthog.captureException(new Error('b'))
    },
    wait('4s'),
    () => posthog.captureException(new Error('last')),
    leave,
  ],
})
