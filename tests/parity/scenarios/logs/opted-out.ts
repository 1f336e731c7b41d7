import { scenario, wait } from '../../support/scenario.ts'

export default scenario('no lines of who opted out, and none of who was reset', {
  page: { config: {} },
  steps: [
    wait('1s'),
    () => posthog.captureLog({ body: 'waits' }),
    () => posthog.opt_out_capturing(),
    () => posthog.captureLog({ body: 'dropped' }),
    wait('4s'),
    () => posthog.opt_in_capturing(),
    () => posthog.captureLog({ body: 'again' }),
    () => posthog.reset(),
    wait('4s'),
    () => posthog.captureLog({ body: 'as another' }),
    wait('4s'),
  ],
})
