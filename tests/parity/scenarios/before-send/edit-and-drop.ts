import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a list of functions that edit and drop', {
  page: {
    config: {
      before_send: [
        (event: any) => {
          note('first', event.event, event.timestamp instanceof Date)
          event.properties.first = true
          return event
        },
        (event: any) => (event.event === 'dropped' ? null : { ...event, properties: { ...event.properties, second: true } }),
        (event: any) => {
          note('third', event.event)
          event.properties.secret = undefined
          return event
        },
      ],
    },
  },
  steps: [
    wait('1s'),
    () => posthog.capture('kept', { secret: 1 }),
    () => posthog.capture('dropped'),
    () => posthog.identify('user-1', { email: 'x' }),
    wait('4s'),
  ],
})
