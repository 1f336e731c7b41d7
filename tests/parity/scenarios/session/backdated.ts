import { scenario, wait } from '../../support/scenario.ts'

export default scenario('an event of the past or the future changes the session', {
  steps: [
    wait('1s'),
    () => posthog.capture('past', {}, { timestamp: new Date(Date.now() - 3_600_000) }),
    () => posthog.capture('now'),
    () => posthog.capture('future', {}, { timestamp: new Date(Date.now() + 3_600_000) }),
    () => posthog.capture('now again'),
    wait('4s'),
  ],
})
