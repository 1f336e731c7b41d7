import { scenario, wait } from '../../support/scenario.ts'

export default scenario('strange arguments of captureLog', {
  page: { config: {} },
  steps: [
    wait('1s'),
    () => (posthog as any).captureLog(),
    () => (posthog as any).captureLog(null),
    () => (posthog as any).captureLog('text'),
    () => (posthog as any).captureLog({}),
    () => (posthog as any).captureLog({ body: '' }),
    () => (posthog as any).captureLog({ body: 5, level: 7, attributes: 'text' }),
    () => (posthog as any).captureLog({ body: { a: 1 }, attributes: [1, 2], trace_id: 5, trace_flags: 0 }),
    () => (posthog as any).captureLog({ body: { toString: () => { throw new Error('no') } }, attributes: null }),
    wait('4s'),
  ],
})
