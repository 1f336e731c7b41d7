import { scenario, wait } from '../../support/scenario.ts'

export default scenario('on(eventCaptured), and everything by a star', {
  steps: [
    wait('1s'),
    () => {
      ;(window as any).stop = posthog.on('eventCaptured', (event: any) => note('captured', event.event, event.properties.n))
      posthog.on('*', (name: string, event: any) => name === 'eventCaptured' && note('star', event.event))
    },
    () => posthog.capture('one', { n: 1 }),
    () => (window as any).stop(),
    () => posthog.capture('two', { n: 2 }),
    () => posthog.on('unknown', () => note('never')),
    () => posthog.identify('user-1'),
    wait('4s'),
  ],
})
