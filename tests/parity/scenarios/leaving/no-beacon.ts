import { leave, scenario, wait } from '../../support/scenario.ts'

export default scenario('a page that goes without beacons', {
  page: { config: { disable_beacon: true } },
  steps: [wait('4s'), () => posthog.capture('x'), leave],
})
