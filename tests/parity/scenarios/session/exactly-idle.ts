import { scenario, sleep, wait } from '../../support/scenario.ts'

export default scenario('to the millisecond', {
  steps: [
    wait('1s'),
    () => posthog.capture('start'),
    wait('3s'),
    sleep('1797s'),
    () => posthog.capture('exactly half an hour later'),
    wait('4s'),
    sleep('1796001ms'),
    () => posthog.capture('a millisecond more'),
    wait('4s'),
  ],
})
