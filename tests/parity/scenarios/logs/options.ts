import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('who sends the lines, and how many at a time', {
  page: {
    config: {
      disable_capture_url_hashes: true,
      logs: {
        serviceName: 'shop', serviceVersion: '1.2', environment: 'test', flushIntervalMs: 1000, maxBufferSize: 3,
        resourceAttributes: { 'os.name': 'ShopOS', team: 'blue', rank: 2, nested: { a: [true] }, 'deployment.environment': 'prod', 'telemetry.sdk.name': 'not mine' },
      },
    },
  },
  steps: [
    open('/#hash'),
    wait('1s'),
    () => posthog.captureLog({ body: '1' }),
    wait('1s'),
    () => {
      for (let i = 0; i < 7; i++) posthog.captureLog({ body: `many ${i}` })
    },
    wait('4s'),
    () => posthog.set_config({ logs: { serviceName: 'other' } } as any),
    () => posthog.captureLog({ body: 'last' }),
    wait('4s'),
  ],
})
