import { offline, scenario, wait } from '../../support/scenario.ts'

export default scenario('a browser without a network, and with one again', {
  steps: [
    wait('4s'),
    offline(),
    () => posthog.capture('x'),
    wait('10s'),
    () => posthog.capture('y'),
    wait('20s'),
    offline(false),
    wait('20s'),
  ],
})
