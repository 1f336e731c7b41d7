import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('flush sends at once, and is done when it is sent', {
  page: { config: {} },
  steps: [
    () => posthog.metrics.flush().then(() => note('nothing to send')),
    wait('1s'),
    () => posthog.metrics.count('a'),
    () => posthog.metrics.flush().then((done: unknown) => note('flushed', done)),
    wait('1s'),
    () => {
      posthog.metrics.count('b')
      void posthog.metrics.flush()
      posthog.metrics.count('c')
      return posthog.metrics.flush().then(() => 'both')
    },
    reply(/metrics/, { status: 500, times: 1 }),
    () => {
      posthog.metrics.count('d')
      return posthog.metrics.flush().then(() => 'not taken')
    },
    () => posthog.metrics.flush().then(() => 'taken'),
    wait('61s'),
  ],
})
