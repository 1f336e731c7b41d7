import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('batches that are too large are halved', {
  page: { config: {} },
  steps: [
    reply(/logs/, { status: 413, times: 3 }),
    wait('1s'),
    () => {
      for (let i = 0; i < 5; i++) posthog.captureLog({ body: String(i) })
    },
    wait('10s'),
    () => posthog.captureLog({ body: 'after' }),
    wait('10s'),
  ],
})
