import { leave, scenario, wait } from '../../support/scenario.ts'

export default scenario('lines that wait when the page is left go by beacon', {
  page: { config: {} },
  steps: [wait('1s'), () => posthog.captureLog({ body: 'a' }), () => posthog.captureLog({ body: 'b' }), () => posthog.capture('x'), leave],
})
