import { scenario, wait } from '../../support/scenario.ts'

export default scenario('listeners that are none', {
  steps: [
    wait('1s'),
    () => typeof posthog.on(),
    () => typeof posthog.on('eventCaptured'),
    () => typeof posthog.on(7, () => note('never')),
    () => typeof posthog.on('eventCaptured', 'no function'),
    () => note('still here'),
  ],
})
