import { back, forward, open, scenario, wait } from '../../support/scenario.ts'

export default scenario('back and forward to pages that the browser kept alive', {
  kept: true,
  steps: [
    open('/one'),
    () => window.addEventListener('pageshow', (event) => note('shown', event.persisted)),
    wait('4s'),
    open('/two'),
    wait('4s'),
    back,
    () => posthog.capture('back again'),
    wait('4s'),
    forward,
    wait('4s'),
    () => posthog.capture('forward again'),
    wait('4s'),
  ],
})
