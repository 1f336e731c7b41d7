import { scenario, wait } from '../../support/scenario.ts'

export default scenario('lines of the log', {
  page: { config: {} },
  steps: [
    wait('1s'),
    () => posthog.captureLog({ body: 'first' }),
    () => {
      posthog.logger.trace('t')
      posthog.logger.debug('d')
      posthog.logger.info('i', { a: 1 })
      posthog.logger.warn('w')
      posthog.logger.error('e', { code: 'E1' })
      posthog.logger.fatal('f')
    },
    () => posthog.captureLog({ body: 'traced', level: 'warn', trace_id: 'abc', span_id: 'def', trace_flags: 1, attributes: { sessionId: 'mine' } }),
    wait('3s'),
    () => posthog.identify('user-1'),
    () => posthog.captureLog({ body: 'other level', level: 'loud' as any }),
    () => (posthog as any).logs.flushLogs(),
    wait('4s'),
  ],
})
