import { scenario, wait } from '../../support/scenario.ts'

export default scenario('more lines than a request takes, and than an interval', {
  page: { config: { logs: { maxBufferSize: 150, maxLogsPerInterval: 260 } } },
  steps: [
    wait('1s'),
    () => {
      for (let i = 0; i < 300; i++) posthog.captureLog({ body: String(i) })
    },
    wait('10s'),
    () => posthog.captureLog({ body: 'later' }),
    wait('4s'),
  ],
})
