import { scenario, wait } from '../../support/scenario.ts'

export default scenario('createPersonProfile and setInternalOrTestUser', {
  steps: [
    wait('1s'),
    () => posthog.createPersonProfile(),
    () => posthog.createPersonProfile(),
    () => posthog.setInternalOrTestUser(),
    () => posthog.capture('after'),
    wait('4s'),
  ],
})
