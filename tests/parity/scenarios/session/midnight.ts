import { scenario, sleep, wait } from '../../support/scenario.ts'

export default scenario('across midnight it goes on', {
  steps: [
    wait('1s'),
    sleep('11h45m'),
    () => posthog.capture('before midnight'),
    sleep('20m'),
    () => posthog.capture('after midnight'),
    wait('4s'),
  ],
})
