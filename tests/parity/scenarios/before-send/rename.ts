import { scenario, wait } from '../../support/scenario.ts'

export default scenario('another name, another id, another time', {
  page: {
    config: {
      before_send: (event: any) => ({
        ...event,
        event: `my ${event.event}`,
        uuid: 'broken',
        timestamp: new Date(event.timestamp.getTime() - 5000),
        $set: { by: 'hook' },
      }),
    },
  },
  steps: [wait('1s'), () => posthog.capture('x'), wait('4s')],
})
