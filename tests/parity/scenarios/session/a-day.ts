import { scenario, sleep, wait } from '../../support/scenario.ts'

export default scenario('a session lasts a day at most', {
  steps: [
    wait('1s'),
    ...Array.from({ length: 49 }, () => [sleep('29m59s'), () => posthog.capture('alive')]).flat(),
    wait('4s'),
  ],
})
