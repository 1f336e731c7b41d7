import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a listener that throws', {
  steps: [
    wait('1s'),
    () => {
      posthog.on('eventCaptured', () => {
        throw new Error('listener broke')
      })
      posthog.on('eventCaptured', (event: any) => note('second', event.event))
    },
    () => posthog.capture('x'),
    wait('4s'),
  ],
})
